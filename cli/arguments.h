// What the user asked for on the command line.
#ifndef WEIGHBRIDGE_CLI_ARGUMENTS_H_
#define WEIGHBRIDGE_CLI_ARGUMENTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/result.h"

namespace weighbridge::cli {

enum class Format { text, json, markdown };
enum class FailOn { error, warning, never };

struct Arguments {
  std::vector<std::string> files;
  Format format = Format::text;
  FailOn fail_on = FailOn::error;
  bool values = true;   // read the tensors' values too
  std::string explain;  // the id of a finding; empty: none
  std::string error;    // a pasted error message; empty: none
  bool wrong_verdict = false;
  bool version = false;
  bool help = false;
};

// Exit codes, the same in the help.
inline constexpr int kExitFine = 0;
inline constexpr int kExitFinding = 1;
inline constexpr int kExitNotAnalysed = 2;
inline constexpr int kExitUsage = 64;  // EX_USAGE of sysexits.h

// Fails with a sentence for the user.
[[nodiscard]] Result<Arguments> parse_arguments(const std::vector<std::string>& words);

extern const std::string_view kUsage;

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_ARGUMENTS_H_
