// One sentence on whether the file is loaded, one on why, one on what to do.
#ifndef WEIGHBRIDGE_REPORT_VERDICT_H_
#define WEIGHBRIDGE_REPORT_VERDICT_H_

#include <vector>

#include "subject/subject.h"
#include "weighbridge/finding.h"
#include "weighbridge/report.h"

namespace weighbridge::report {

// The states of the report contract (docs/report.schema.json); the words name the file's own layers and numbers. Of
// `report` the layers, totals and the writer must be there already.
[[nodiscard]] Verdict judge(const Subject& subject, const Report& report, const std::vector<Finding>& findings);

// The finding that explains the state best: of those that speak about it the one with the smallest rank; null if none
// does.
[[nodiscard]] const Finding* principal_finding(const std::vector<Finding>& findings, VerdictState state);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_VERDICT_H_
