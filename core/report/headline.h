// The verdict's first sentence.
#ifndef WEIGHBRIDGE_REPORT_HEADLINE_H_
#define WEIGHBRIDGE_REPORT_HEADLINE_H_

#include <string>
#include <vector>

#include "subject/subject.h"
#include "weighbridge/finding.h"
#include "weighbridge/report.h"

namespace weighbridge::report {

// `report` has its layers, totals and writer, not yet its findings. `principal`, one of `findings`, may be null; its
// catalogue entry words the headline of a file that is no weight file.
[[nodiscard]] std::string headline_of(const Subject& subject, const Report& report,
                                      const std::vector<Finding>& findings, VerdictState state,
                                      const Finding* principal);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_HEADLINE_H_
