// Which of the five verdict states a file is in.
#ifndef WEIGHBRIDGE_REPORT_STATE_H_
#define WEIGHBRIDGE_REPORT_STATE_H_

#include "report/verdict.h"

namespace weighbridge::report {

[[nodiscard]] VerdictState state_of(const Weighed& weighed);

// The file's HDF5 part ends before the place where its superblock says it ends.
[[nodiscard]] bool is_cut(const rules::Subject& subject);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_STATE_H_
