// What --baseline reads (policy/baseline.h): the findings of today, one a line, so that a diff shows what changed.
#ifndef WEIGHBRIDGE_CLI_FORMATS_BASELINE_FILE_H_
#define WEIGHBRIDGE_CLI_FORMATS_BASELINE_FILE_H_

#include <span>
#include <string>
#include <string_view>

#include "weighbridge/report.h"

namespace weighbridge::cli {

// The findings of one file, a line each.
[[nodiscard]] std::string baseline_rows(const Report& report, std::string_view path);
[[nodiscard]] std::string baseline_document(std::span<const std::string> rows);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FORMATS_BASELINE_FILE_H_
