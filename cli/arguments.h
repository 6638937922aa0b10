// What the user asked for on the command line.
#ifndef WEIGHBRIDGE_CLI_ARGUMENTS_H_
#define WEIGHBRIDGE_CLI_ARGUMENTS_H_

#include <optional>
#include <string>
#include <vector>

#include "policy/excuses.h"
#include "policy/fail_on.h"
#include "weighbridge/my_keras.h"
#include "weighbridge/result.h"

namespace weighbridge::cli {

enum class Format { text, json, markdown, sarif, github, gitlab, badge, baseline };
enum class Color { automatic, always, never };

struct Arguments {
  std::vector<std::string> files;  // "-": standard input
  Format format = Format::text;
  std::string format_as_given;  // "--json", "--format sarif"; empty: none
  FailOn fail_on;
  bool is_fail_on_given = false;
  std::string settings;  // the path of weighbridge.toml, or "none"; empty: the one that is here, if any
  std::string baseline;  // empty: none
  Excuses excuses;       // what settings and baseline say
  Color color = Color::automatic;
  bool values = true;  // read the tensors' values too
  bool only_bad = false;
  bool quiet = false;
  std::string name;                 // of what comes on standard input; empty: one that fits
  std::string explain;              // the id of a finding, or "list"; empty: none
  std::string error;                // a pasted error message, or "-": on standard input; empty: none
  std::optional<MyKeras> my_keras;  // none: the newest
  bool wrong_verdict = false;       // instead of the report: what to send where a verdict is wrong
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

// Is a file or text judged, and not the command asked about itself?
[[nodiscard]] bool needs_files(const Arguments& arguments);

// Fails with a sentence for the user, on one line.
[[nodiscard]] Result<Arguments> parse_arguments(const std::vector<std::string>& words);
// Fills in what weighbridge.toml and the baseline say: files, where none was named, what counts and what is excused.
// Fails in the same way, also where no file is left to judge.
[[nodiscard]] Result<void> follow_settings(Arguments& arguments);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_ARGUMENTS_H_
