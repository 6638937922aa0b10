// Where a verdict is wrong: what a report of it needs, without a name or a value out of the file.
#ifndef WEIGHBRIDGE_WRONG_VERDICT_H_
#define WEIGHBRIDGE_WRONG_VERDICT_H_

#include <string>
#include <string_view>

#include "weighbridge/report.h"

namespace weighbridge {

// Where wrong verdicts are reported: "reports" of project.json, "" where nobody has said it.
extern const std::string_view kReportsAddress;

// Markdown with a question on top and below it what was said of the file: states, counts, ids of findings, versions,
// known classes. No name, path, value or text of the file, and of its own name only a known ending. At most a few
// thousand bytes.
[[nodiscard]] std::string facts_without_names(const Report& report);

// The address of a new report with `title` and `body` filled in; "" without a `reports_address`.
[[nodiscard]] std::string wrong_verdict_link(const Report& report, std::string_view reports_address = kReportsAddress);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_WRONG_VERDICT_H_
