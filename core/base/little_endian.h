// Numbers as HDF5, zip and most other formats store them.
#ifndef WEIGHBRIDGE_BASE_LITTLE_ENDIAN_H_
#define WEIGHBRIDGE_BASE_LITTLE_ENDIAN_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace weighbridge {

// The unsigned number of `width` bytes at `at`; what lies behind the end of `bytes` counts as zero, and of more than 8
// the lower 8 count.
[[nodiscard]] inline std::uint64_t little_endian(std::span<const std::byte> bytes, std::size_t at, std::size_t width) {
  // Nearly always there is more behind the number: one load in place of a loop.
  if (at < bytes.size() && bytes.size() - at >= 8 && std::endian::native == std::endian::little) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes.data() + at, sizeof eight);
    return width >= 8 ? eight : eight & ((std::uint64_t{1} << (8 * width)) - 1);
  }
  const std::size_t there = at < bytes.size() ? std::min({width, bytes.size() - at, std::size_t{8}}) : 0;
  std::uint64_t value = 0;
  for (std::size_t i = there; i-- > 0;) value = value << 8 | std::to_integer<std::uint64_t>(bytes[at + i]);
  return value;
}

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_BASE_LITTLE_ENDIAN_H_
