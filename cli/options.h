// Every option of the command, once: the parser, --help, the check for typing mistakes, the manual page and the
// completions read this table.
#ifndef WEIGHBRIDGE_CLI_OPTIONS_H_
#define WEIGHBRIDGE_CLI_OPTIONS_H_

#include <span>
#include <string>
#include <string_view>

namespace weighbridge::cli {

enum class OptionId {
  format,
  json,
  markdown,
  sarif,
  only_bad,
  quiet,
  values,
  fail_on,
  settings,
  baseline,
  color,
  name,
  error,
  keras,
  explain,
  wrong_verdict,
  version,
  help
};

struct Option {
  OptionId id;
  std::string_view name;        // "--fail-on"
  std::string_view short_name;  // "-q"; "" if it has none
  std::string_view value;       // how the help calls its value: "LEVEL", or the choices "none|all"; "" if it takes none
  bool is_choice;               // `value` lists all that it takes
  std::string_view help;        // lower case, no full stop; wrapped by usage()
};

[[nodiscard]] std::span<const Option> options();
// By its long or its short name; null if there is none.
[[nodiscard]] const Option* find_option(std::string_view name);
// What --help prints.
[[nodiscard]] std::string usage();

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_OPTIONS_H_
