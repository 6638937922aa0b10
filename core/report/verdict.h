// One sentence on whether the file is loaded, one on why, one on what to do.
#ifndef WEIGHBRIDGE_REPORT_VERDICT_H_
#define WEIGHBRIDGE_REPORT_VERDICT_H_

#include <vector>

#include "rules/rule.h"
#include "weighbridge/report.h"

namespace weighbridge::report {

// Everything the verdict rests on.
struct Weighed {
  const rules::Subject& subject;
  const std::vector<Layer>& layers;
  const Totals& totals;
  const std::vector<Finding>& findings;
  const Writer& writer;
};

// The states of the report contract (docs/report.schema.json); the words name the file's own layers and numbers.
[[nodiscard]] Verdict judge(const Weighed& weighed);

// The finding that explains the state best: of those that speak about it the one with the smallest rank; null if none does.
[[nodiscard]] const Finding* principal_finding(const std::vector<Finding>& findings, VerdictState state);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_VERDICT_H_
