// The command itself, apart from the process around it.
#ifndef WEIGHBRIDGE_CLI_RUN_H_
#define WEIGHBRIDGE_CLI_RUN_H_

#include "arguments.h"

namespace weighbridge::cli {

// Judges every file and what is in every folder, prints to standard output and standard error, and returns the exit code.
[[nodiscard]] int run(const Arguments& arguments);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_RUN_H_
