// The verdict's first sentence.
#ifndef WEIGHBRIDGE_REPORT_HEADLINE_H_
#define WEIGHBRIDGE_REPORT_HEADLINE_H_

#include <string>

#include "report/verdict.h"

namespace weighbridge::report {

// `principal` may be null; its catalogue entry words the headline of a file that is no weight file.
[[nodiscard]] std::string headline_of(const Weighed& weighed, VerdictState state, const Finding* principal);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_HEADLINE_H_
