// Text of a report inside Markdown, as CommonMark and GitHub read it. Names come from a file that may mean harm:
// nothing in them may become a link, a mention, a picture, a heading or markup, break out of a table, or turn the
// direction of text around.
#ifndef WEIGHBRIDGE_REPORT_MARKDOWN_TEXT_H_
#define WEIGHBRIDGE_REPORT_MARKDOWN_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace weighbridge::report::markdown {

// As `code`, on one line, shortened: more backticks around than are within. "" for nothing.
[[nodiscard]] std::string code(std::string_view text, std::size_t most_bytes = 200);
// Words of the report, whose `code` stays code; everything else is words and nothing more.
[[nodiscard]] std::string words(std::string_view text);
// A cell of a table, of text that is Markdown already: there a bar ends the cell even within code.
[[nodiscard]] std::string cell(std::string_view markdown);
// A block of code, every line behind `indent`; a longer fence where the text has one.
[[nodiscard]] std::string block(std::string_view text, std::string_view language, std::string_view indent);

}  // namespace weighbridge::report::markdown

#endif  // WEIGHBRIDGE_REPORT_MARKDOWN_TEXT_H_
