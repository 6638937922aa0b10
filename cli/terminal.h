// Standard output and standard error as the user sees them.
#ifndef WEIGHBRIDGE_CLI_TERMINAL_H_
#define WEIGHBRIDGE_CLI_TERMINAL_H_

#include <string_view>

#include "arguments.h"

namespace weighbridge::cli {

// To standard output, as it is.
void print(std::string_view text);
// "weighbridge: SENTENCE" on standard error, a line of its own. Names in it can do the terminal no harm.
void complain(std::string_view sentence);

enum class Stream { output, error };
// These two the system answers (cli/posix, cli/windows): is it read by people, as it is written? And how wide is
// standard output, 0 where it is no terminal?
[[nodiscard]] bool is_terminal(Stream stream);
[[nodiscard]] int columns_of_output();

// Of standard output; 80 where it is no terminal.
[[nodiscard]] int terminal_columns();
// Is standard output to be colored? https://no-color.org: NO_COLOR counts if it is not empty, and an option outdoes it.
[[nodiscard]] bool wants_color(Color wanted);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_TERMINAL_H_
