#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "messages/known_message.h"
#include "messages/pasted/pasted.h"

namespace weighbridge::messages {
namespace {

constexpr std::size_t kLeastWidth = 40;  // of a terminal

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }
bool is_blank(std::string_view line) { return indent_of(line) == line.size(); }

// File "/usr/lib/keras/src/saving/saving_lib.py", line 648, in _raise_loading_failure
bool is_place(std::string_view line) {
  line.remove_prefix(indent_of(line));
  return line.starts_with("File \"") && line.contains("\", line ");
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "---> 12 model.load_weights(path)"
bool is_pointed_at(std::string_view line) {
  line.remove_prefix(indent_of(line));
  const std::size_t head = line.find_first_not_of('-');
  if (head == std::string_view::npos || head < 2 || line[head] != '>') return false;
  const std::size_t number = line.find_first_not_of(' ', head + 1);
  return number != std::string_view::npos && is_digit(line[number]);
}

// "     11 model = build()": beside a line that is pointed at.
bool is_numbered(std::string_view line) {
  const std::size_t number = indent_of(line);
  if (number == 0 || number == line.size() || !is_digit(line[number])) return false;
  const std::size_t end = std::min(line.find_first_not_of("0123456789", number), line.size());
  return end == line.size() || line[end] == ' ';
}

// As people see it.
std::size_t width_of(std::string_view line) {
  const std::size_t end = line.find_last_not_of(" \r") + 1;
  return static_cast<std::size_t>(std::ranges::count_if(
      line.substr(0, end), [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; }));
}

bool is_of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string_view last_word(std::string_view line) {
  const auto found = std::ranges::find_if_not(line.rbegin(), line.rend(), is_of_word);
  return line.substr(static_cast<std::size_t>(line.rend() - found));
}

std::string_view first_word(std::string_view line) {
  const auto found = std::ranges::find_if_not(line, is_of_word);
  return line.substr(0, static_cast<std::size_t>(found - line.begin()));
}

bool ends_with_hyphen(std::string_view line) {
  return line.size() > 1 && line.ends_with('-') && is_of_word(line[line.size() - 2]);
}

// Whether a line that fills the terminal was broken inside of what goes on in the next one, and not at a blank. Names
// that nobody knows are joined where other lines are as wide, too.
bool is_broken(std::string_view line, std::string_view next, const Vocabulary& known, bool is_wrapped) {
  if (next.empty() || next.front() == ' ') return false;
  const std::string before = text::to_lower_ascii(last_word(line)), behind = text::to_lower_ascii(first_word(next));
  if (!before.empty() && !behind.empty()) {
    if (known.has(before + ' ' + behind)) return false;
    return known.has(before + behind) || (is_wrapped && !known.has(before) && !known.has(behind));
  }
  const bool is_apart =
      line.size() < 2 || line[line.size() - 2] == ' ';  // "eof =" is followed by a blank, "name=" is not
  if (std::string_view("([{/\\_#|").contains(line.back()) || line.ends_with("->")) return true;
  if (std::string_view("<=-").contains(line.back())) return !is_apart;
  constexpr std::string_view kQuotes = "'\"`";
  if (behind.empty()) {
    const std::size_t signs = std::min(next.find(' '), next.size());
    const bool is_alone = signs == 1 || (signs == 2 && std::string_view(".,;:)").contains(next[1]));
    return std::string_view(".,;:)]}>|/\\-").contains(next.front()) || next.starts_with("(s)") ||
           (kQuotes.contains(next.front()) && is_alone) || (next.front() == '=' && !is_alone);
  }
  if (kQuotes.contains(line.back()))
    return line.size() < 2 || std::string_view(" (=[{").contains(line[line.size() - 2]);
  return line.back() == '.' && std::islower(static_cast<unsigned char>(next.front())) != 0;
}

}  // namespace

Lines lines_of(std::string_view text) {
  Lines lines;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

Lines without_code(Lines lines) {
  const bool has_arrows = std::ranges::any_of(lines, is_pointed_at);
  Lines said;
  std::size_t code_from = std::string::npos;  // lines that are indented so far are code
  for (const std::string& line : lines) {
    if (indent_of(line) < code_from) code_from = is_place(line) ? indent_of(line) + 1 : std::string::npos;
    const bool is_head = line.contains("Traceback (most recent call last)");
    const bool is_code =
        is_head || code_from != std::string::npos || (has_arrows && (is_pointed_at(line) || is_numbered(line)));
    if (!is_code || is_blank(line)) said.push_back(line);
  }
  return std::ranges::all_of(said, is_blank) ? std::move(lines) : said;
}

std::string join_lines(const Lines& lines) {
  std::size_t width = kLeastWidth;
  for (const std::string& line : lines) width = std::max(width, width_of(line));
  const bool is_wrapped =
      std::ranges::count_if(lines, [width](const std::string& line) { return width_of(line) == width; }) > 1;
  const Vocabulary known;
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += lines[i];
    // Pages break at a hyphen, too.
    const bool is_full = i + 1 < lines.size() && (width_of(lines[i]) == width || ends_with_hyphen(lines[i]));
    if (is_full) out.resize(out.find_last_not_of(" \r") + 1);
    if (!is_full || !is_broken(out, lines[i + 1], known, is_wrapped)) out += '\n';
  }
  return out;
}

}  // namespace weighbridge::messages
