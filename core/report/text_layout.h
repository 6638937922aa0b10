// Laying out text in columns of a terminal: wrapping and padding.
#ifndef WEIGHBRIDGE_REPORT_TEXT_LAYOUT_H_
#define WEIGHBRIDGE_REPORT_TEXT_LAYOUT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/harmless.h"

namespace weighbridge::report {

using text::harmless;
// Columns that `utf8` takes, one for each character; good enough for tables of layer names.
[[nodiscard]] std::size_t columns_of(std::string_view utf8);
// `text` broken between words so that no line is longer than `width` columns (a longer word stays whole), every line
// but the first indented by `indent` spaces; no newline at the end.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t width, std::size_t indent);
// At most `columns` columns, the rest replaced by "...".
[[nodiscard]] std::string clip(std::string_view utf8, std::size_t columns);

// Rows with the same number of cells; columns as wide as their widest cell, two spaces between; the last `right`
// columns are numbers and aligned to the right. Every line is indented by two spaces and ends in a newline.
[[nodiscard]] std::string table(const std::vector<std::vector<std::string>>& rows, std::size_t right);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_TEXT_LAYOUT_H_
