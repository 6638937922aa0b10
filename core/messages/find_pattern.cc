#include <cctype>
#include <vector>

#include "base/text.h"
#include "messages/known_message.h"

namespace weighbridge::messages {
namespace {

std::vector<std::string_view> literals_of(std::string_view pattern) {
  std::vector<std::string_view> literals;
  while (true) {
    const std::size_t star = pattern.find('*');
    if (const std::string_view literal = pattern.substr(0, star); !literal.empty()) literals.push_back(literal);
    if (star == std::string_view::npos) return literals;
    pattern.remove_prefix(star + 1);
  }
}

// The rest of the pattern behind a found first literal: each next one within the gap, the nearest place first.
std::optional<std::size_t> end_of_rest(std::span<const std::string_view> literals, std::string_view text,
                                       std::size_t from) {
  for (const std::string_view literal : literals) {
    const std::size_t at = text.find(literal, from);
    if (at == std::string_view::npos || at - from > kMaxGap) return std::nullopt;
    from = at + literal.size();
  }
  return from;
}

bool is_quote(unsigned char c) { return c == '"' || c == '`' || c == '\''; }

}  // namespace

std::string normalise(std::string_view text) { return text::to_lower_ascii(squeeze(text)); }

std::string squeeze(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char sign : text) {
    const auto c = static_cast<unsigned char>(sign);
    if (is_quote(c)) {
      out.push_back('\'');
    } else if (std::isspace(c) != 0) {
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
    } else {
      out.push_back(sign);
    }
  }
  return out;
}

std::optional<Match> find_pattern(std::string_view pattern, std::string_view normalised) {
  std::string wanted = normalise(pattern);
  // People leave the full stop out when they copy a sentence.
  if (wanted.ends_with('.') && !wanted.ends_with("..")) wanted.pop_back();
  const std::vector<std::string_view> literals = literals_of(wanted);
  if (literals.empty()) return std::nullopt;
  for (std::size_t at = normalised.find(literals[0]); at != std::string_view::npos;
       at = normalised.find(literals[0], at + 1)) {
    const auto end = end_of_rest(std::span(literals).subspan(1), normalised, at + literals[0].size());
    if (end) return Match{at, *end};
  }
  return std::nullopt;
}

}  // namespace weighbridge::messages
