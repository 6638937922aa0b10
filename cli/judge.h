// Judging files: their reports, or what a message means for them, on standard output, and the exit code.
#ifndef WEIGHBRIDGE_CLI_JUDGE_H_
#define WEIGHBRIDGE_CLI_JUDGE_H_

#include "arguments.h"

namespace weighbridge::cli {

// `arguments.error` is the text itself by now. Every file is judged, whatever became of the others.
[[nodiscard]] int judge_files(const Arguments& arguments);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_JUDGE_H_
