// Reads a file's tensor values for an open analysis, with progress on a terminal.
#ifndef WEIGHBRIDGE_CLI_SCAN_VALUES_H_
#define WEIGHBRIDGE_CLI_SCAN_VALUES_H_

#include "weighbridge/analysis.h"
#include "weighbridge/result.h"

namespace weighbridge::cli {

// Reads them all and ends the scan. Where a piece can't be read the scan ends there, as cancelled, and it fails: what
// was judged of the structure stays.
[[nodiscard]] Result<void> scan_values(Analysis& analysis, bool show_progress);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_SCAN_VALUES_H_
