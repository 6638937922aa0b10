// The sums of a report.
#ifndef WEIGHBRIDGE_REPORT_TOTALS_H_
#define WEIGHBRIDGE_REPORT_TOTALS_H_

#include <vector>

#include "weighbridge/report.h"

namespace weighbridge::report {

// Containers are no layers of their own, but tensors that a container holds itself (the model's own variables) count.
[[nodiscard]] Totals count_totals(const std::vector<Layer>& layers);

// Known to need weights, and has none: empty, missing or unreadable.
[[nodiscard]] bool lacks_weights(const Layer& layer);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_TOTALS_H_
