// GitLab's code quality report ("Code Quality report format": a list of issues as CodeClimate has them).
#ifndef WEIGHBRIDGE_CLI_FORMATS_GITLAB_H_
#define WEIGHBRIDGE_CLI_FORMATS_GITLAB_H_

#include <span>
#include <string>
#include <string_view>

#include "policy/excuses.h"
#include "weighbridge/report.h"

namespace weighbridge::cli {

// The findings of one file that are not excused, commas between; "" for none.
[[nodiscard]] std::string gitlab_issues(const Report& report, std::string_view path, const Excuses& excuses);
[[nodiscard]] std::string gitlab_document(std::span<const std::string> issues);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FORMATS_GITLAB_H_
