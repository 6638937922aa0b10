// Standard input as a file: what a pipe carries, or a file that the shell opened.
#ifndef WEIGHBRIDGE_CLI_STANDARD_INPUT_H_
#define WEIGHBRIDGE_CLI_STANDARD_INPUT_H_

#include <cstddef>
#include <memory>
#include <string>

#include "weighbridge/byte_source.h"

namespace weighbridge::cli {

// A pipe can't be read twice, so what it carries is kept in memory: at most this much.
inline constexpr std::uint64_t kMostPipedBytes = std::uint64_t{1} << 30;

// A file that the shell opened ("< m.h5") is read where it is, of any size. Fails with a sentence for the user.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_standard_input();

// Its first `most` bytes, as text; the rest is left.
[[nodiscard]] std::string read_text_from_standard_input(std::size_t most);

// The name under which Keras would load what these bytes are: "stdin.weights.h5", "stdin.keras", "stdin.h5"; "stdin" if
// nothing fits.
[[nodiscard]] std::string fitting_name(ByteSource& source);
// The same here, where HDF5's library may crash.
[[nodiscard]] std::string name_by_content(ByteSource& source);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_STANDARD_INPUT_H_
