// The command itself, apart from the process around it.
#ifndef WEIGHBRIDGE_CLI_RUN_H_
#define WEIGHBRIDGE_CLI_RUN_H_

#include "arguments.h"

namespace weighbridge::cli {

// Does what was asked for, prints to standard output and standard error, and returns the exit code.
[[nodiscard]] int run(Arguments arguments);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_RUN_H_
