// What the command asks the system of its standard input; cli/posix and cli/windows answer.
#ifndef WEIGHBRIDGE_CLI_STANDARD_INPUT_BYTES_H_
#define WEIGHBRIDGE_CLI_STANDARD_INPUT_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "weighbridge/result.h"

namespace weighbridge::cli {

// Of the regular file that the shell opened as standard input; none: it is a pipe or a terminal. Fails with the
// system's words.
[[nodiscard]] Result<std::optional<std::uint64_t>> standard_input_file_size();
// How many of the next bytes came; 0 at the end. Fails with the system's words.
[[nodiscard]] Result<std::size_t> read_standard_input(std::span<std::byte> out);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_STANDARD_INPUT_BYTES_H_
