// Annotations of GitHub Actions ("Workflow commands for GitHub Actions": error, warning, notice).
#ifndef WEIGHBRIDGE_CLI_FORMATS_GITHUB_H_
#define WEIGHBRIDGE_CLI_FORMATS_GITHUB_H_

#include <string>
#include <string_view>

#include "policy/excuses.h"
#include "weighbridge/report.h"

namespace weighbridge::cli {

// A line for the log that says the verdict, then a line for each finding that is not excused.
[[nodiscard]] std::string github_lines(const Report& report, std::string_view path, const Excuses& excuses);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FORMATS_GITHUB_H_
