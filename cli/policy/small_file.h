// Settings and baselines: small files of text.
#ifndef WEIGHBRIDGE_CLI_POLICY_SMALL_FILE_H_
#define WEIGHBRIDGE_CLI_POLICY_SMALL_FILE_H_

#include <cstdint>
#include <string>

#include "weighbridge/result.h"

namespace weighbridge::cli {

// The whole file. Fails with a sentence for the user: it can't be read, or is larger than `most_bytes`.
[[nodiscard]] Result<std::string> read_small_file(const std::string& path, std::uint64_t most_bytes);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_POLICY_SMALL_FILE_H_
