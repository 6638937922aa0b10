// What the user asked for on the command line.
#ifndef WEIGHBRIDGE_CLI_ARGUMENTS_H_
#define WEIGHBRIDGE_CLI_ARGUMENTS_H_

#include <string>
#include <vector>

#include "weighbridge/result.h"

namespace weighbridge::cli {

enum class Format { text, json, markdown };
enum class FailOn { error, warning, never };
enum class Color { automatic, always, never };

struct Arguments {
  std::vector<std::string> files;  // "-": standard input
  Format format = Format::text;
  FailOn fail_on = FailOn::error;
  Color color = Color::automatic;
  bool values = true;  // read the tensors' values too
  bool only_bad = false;
  bool quiet = false;
  std::string name;            // of what comes on standard input; empty: one that fits
  std::string explain;         // the id of a finding, or "list"; empty: none
  std::string error;           // a pasted error message, or "-": on standard input; empty: none
  bool wrong_verdict = false;  // instead of the report: what to send where a verdict is wrong
  bool version = false;
  bool help = false;
};

// "-" as a file or a text: standard input. A file of that name is "./-".
inline constexpr std::string_view kStandardInput = "-";

// Exit codes, the same in the help.
inline constexpr int kExitFine = 0;
inline constexpr int kExitBad = 1;  // a file is not loaded or has a finding of --fail-on; or a text is not known
inline constexpr int kExitNotAnalysed = 2;
inline constexpr int kExitUsage = 64;  // EX_USAGE of sysexits.h

// Fails with a sentence for the user, on one line.
[[nodiscard]] Result<Arguments> parse_arguments(const std::vector<std::string>& words);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_ARGUMENTS_H_
