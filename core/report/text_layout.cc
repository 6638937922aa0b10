#include "report/text_layout.h"

#include <algorithm>

namespace weighbridge::report {
namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

}  // namespace

std::size_t columns_of(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return !continues_character(c); }));
}

std::string wrap(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const std::size_t columns = columns_of(word);
    if (column > indent && column + 1 + columns > width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += columns;
  }
  return out;
}

std::string clip(std::string_view utf8, std::size_t columns) {
  if (columns_of(utf8) <= columns || columns < 3) return std::string(utf8);
  std::size_t end = 0;
  for (std::size_t seen = 0; end < utf8.size(); ++end) {
    if (!continues_character(utf8[end]) && seen++ == columns - 3) break;
  }
  return std::string(utf8.substr(0, end)) + "...";
}

std::string table(const std::vector<std::vector<std::string>>& rows, std::size_t right) {
  if (rows.empty()) return "";
  const std::size_t cells = rows.front().size();
  std::vector<std::size_t> widths(cells, 0);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < cells; ++i) widths[i] = std::max(widths[i], columns_of(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < cells; ++i) {
      const std::string padding(widths[i] - columns_of(row[i]), ' ');
      line += "  " + (i + right >= cells ? padding + row[i] : row[i] + padding);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

}  // namespace weighbridge::report
