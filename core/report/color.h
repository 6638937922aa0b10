// Colors of a terminal: ANSI escape sequences (ECMA-48, SGR), which every terminal since the 1980s knows, from the
// eight that follow its theme.
#ifndef WEIGHBRIDGE_REPORT_COLOR_H_
#define WEIGHBRIDGE_REPORT_COLOR_H_

#include <string>
#include <string_view>

#include "weighbridge/report.h"

namespace weighbridge::report {

enum class Ink { plain, bold, dim, good, warning, bad, note };

// Puts text into ink, or leaves it as it is. After it was wrapped and padded: escape sequences take no columns. Words
// always say what the ink says, for those who see none.
class Painter {
 public:
  explicit Painter(bool color) : color_(color) {}
  [[nodiscard]] std::string operator()(Ink ink, std::string_view text) const;

 private:
  bool color_;
};

[[nodiscard]] Ink ink_of(VerdictState state);
[[nodiscard]] Ink ink_of(LayerState state);
[[nodiscard]] Ink ink_of(Severity severity);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_COLOR_H_
