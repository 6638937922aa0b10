// Which of the five verdict states a file is in.
#ifndef WEIGHBRIDGE_REPORT_STATE_H_
#define WEIGHBRIDGE_REPORT_STATE_H_

#include "subject/subject.h"
#include "weighbridge/report.h"

namespace weighbridge::report {

// Of `report` the layers and totals must be there already.
[[nodiscard]] VerdictState state_of(const Subject& subject, const Report& report);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_STATE_H_
