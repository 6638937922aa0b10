// Numbers as HDF5 stores them in its structures.
#ifndef WEIGHBRIDGE_HDF5_LITTLE_ENDIAN_H_
#define WEIGHBRIDGE_HDF5_LITTLE_ENDIAN_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace weighbridge::hdf5 {

// `size` bytes from `offset` on, which must be there; of more than 8 the lower 8.
[[nodiscard]] inline std::uint64_t little_endian(std::span<const std::byte> bytes, std::size_t offset, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = std::min<std::size_t>(size, 8); i-- > 0;) value = value << 8 | std::to_integer<std::uint64_t>(bytes[offset + i]);
  return value;
}

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_LITTLE_ENDIAN_H_
