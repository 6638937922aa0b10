// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/): findings for code scanning.
#ifndef WEIGHBRIDGE_CLI_FORMATS_SARIF_H_
#define WEIGHBRIDGE_CLI_FORMATS_SARIF_H_

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/excuses.h"
#include "weighbridge/report.h"

namespace weighbridge::cli {

// The findings of one file as SARIF's results, commas between; "" for none. What is excused is there, as suppressed or
// as known before.
[[nodiscard]] std::string sarif_results(const Report& report, std::string_view path, const Excuses& excuses);

// The whole: the results of all files, the rules that they name, and what could not be judged.
[[nodiscard]] std::string sarif_document(std::span<const std::string> results, const std::set<std::string>& ids,
                                         const std::vector<std::string>& troubles);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FORMATS_SARIF_H_
