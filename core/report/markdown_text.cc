#include "report/markdown_text.h"

#include <algorithm>
#include <array>

#include "base/harmless.h"
#include "base/text.h"

namespace weighbridge::report::markdown {
namespace {

constexpr std::size_t kMostWordsBytes = 2000;
constexpr std::string_view kJoint = "\xE2\x81\xA0";  // U+2060, seen by nobody

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

std::string one_line(std::string_view text, std::size_t most_bytes) {
  std::string line = text::shorten(text::harmless(text), most_bytes);
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string::npos) return "";
  return line.substr(begin, line.find_last_not_of(' ') + 1 - begin);
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
}

// Does an address begin here? GitHub makes links of such even without brackets.
std::size_t address_at(std::string_view text) {
  constexpr std::array<std::string_view, 5> kBeginnings = {"https:", "http:", "ftp:", "mailto:", "www."};
  const std::string lower = text::to_lower_ascii(text.substr(0, 8));
  for (const std::string_view beginning : kBeginnings) {
    if (lower.starts_with(beginning)) return beginning.size() - 1;
  }
  return 0;
}

// Text outside of code. `is_first`: it begins the line, where some signs begin lists.
std::string plain(std::string_view text, bool is_first) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool before_word = i + 1 < text.size() && is_word(text[i + 1]);
    if (const std::size_t address = address_at(text.substr(i)); address > 0) {
      out.append(text.substr(i, address)).append(kJoint);
      i += address - 1;
    } else if (c == '@') {
      out.append("@").append(before_word ? kJoint : "");
    } else if (c == '#') {
      out.append("\\#").append(before_word ? kJoint : "");
    } else if (std::string_view("\\*_[]<>|~&").contains(c) ||
               (is_first && i == 0 && std::string_view("-+=").contains(c))) {
      out.append("\\").append(1, c);
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string code(std::string_view text, std::size_t most_bytes) {
  const std::string line = one_line(text, most_bytes);
  if (line.empty()) return "";
  const std::size_t longest = longest_run_of_backticks(line);
  const std::string fence(longest + 1, '`');
  return longest == 0 ? fence + line + fence : fence + " " + line + " " + fence;
}

std::string words(std::string_view text) {
  const std::string line = one_line(text, kMostWordsBytes);
  std::string out;
  std::string_view rest = line;
  for (bool in_code = false;; in_code = !in_code) {
    const std::size_t end = rest.find('`');
    const std::string_view piece = rest.substr(0, end);
    out += in_code ? code(piece) : plain(piece, out.empty());
    if (end == std::string_view::npos) return out;
    rest.remove_prefix(end + 1);
  }
}

std::string cell(std::string_view markdown) {
  std::string out;
  std::size_t backslashes = 0;  // just before; of two the first escapes the second
  for (const char c : markdown) {
    if (c == '|' && backslashes % 2 == 0) out += '\\';
    out += c;
    backslashes = c == '\\' ? backslashes + 1 : 0;
  }
  return out;
}

std::string block(std::string_view text, std::string_view language, std::string_view indent) {
  const std::string fence(std::max<std::size_t>(2, longest_run_of_backticks(text)) + 1, '`');
  std::string out = std::string(indent).append(fence).append(language).append("\n");
  while (text.ends_with('\n')) text.remove_suffix(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.append(indent).append(text::harmless(text.substr(0, end))).append("\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out.append(indent).append(fence);
}

}  // namespace weighbridge::report::markdown
