// weighbridge --explain ID: the page about one finding.
#ifndef WEIGHBRIDGE_CLI_EXPLAIN_H_
#define WEIGHBRIDGE_CLI_EXPLAIN_H_

#include <string>

namespace weighbridge::cli {

// Prints the page, or for "list" every id with its title; an unknown id gets the nearest ones on standard error.
// Returns the exit code.
[[nodiscard]] int explain(const std::string& id);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_EXPLAIN_H_
