#include "standard_input_bytes.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace weighbridge::cli {

Result<std::optional<std::uint64_t>> standard_input_file_size() {
  struct stat status{};
  if (::fstat(STDIN_FILENO, &status) != 0) return fail(ErrorCode::io, std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

Result<std::size_t> read_standard_input(std::span<std::byte> out) {
  ssize_t got = 0;
  do {
    got = ::read(STDIN_FILENO, out.data(), out.size());
  } while (got < 0 && errno == EINTR);
  if (got < 0) return fail(ErrorCode::io, std::strerror(errno));
  return static_cast<std::size_t>(got);
}

}  // namespace weighbridge::cli
