// What is done before anything else.
#ifndef WEIGHBRIDGE_CLI_START_H_
#define WEIGHBRIDGE_CLI_START_H_

#include <string>
#include <vector>

namespace weighbridge::cli {

// Prepares memory and streams, and hands back the words behind the command's name, in UTF-8.
[[nodiscard]] std::vector<std::string> start(int argc, char** argv);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_START_H_
