// What became of a scan of the values.
#ifndef WEIGHBRIDGE_SCAN_SCAN_RESULT_H_
#define WEIGHBRIDGE_SCAN_SCAN_RESULT_H_

#include <vector>

#include "scan/packed_scan.h"
#include "stats/scan_plan.h"
#include "weighbridge/report.h"

namespace weighbridge {

// `tensors`: those that were to be read, whether they could be or not.
[[nodiscard]] Scan sum_up(const stats::ScanPlan& plan, const PackedScan& packed, const std::vector<Tensor*>& tensors);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_SCAN_SCAN_RESULT_H_
