#include "hdf5/lzf.h"

#include <cstdint>

namespace weighbridge::hdf5 {
namespace {

constexpr std::uint32_t kLiteralsBelow = 32;
constexpr std::size_t kShortestCopy = 3;
constexpr std::uint32_t kLongCopy = 7;

}  // namespace

Result<std::vector<std::byte>> decompress_lzf(std::span<const std::byte> packed, std::size_t most_bytes) {
  std::vector<std::byte> out;
  out.reserve(most_bytes);
  const auto broken = [] { return fail(ErrorCode::malformed, "a chunk of it can't be decompressed"); };
  const auto byte_at = [&](std::size_t i) { return std::to_integer<std::uint32_t>(packed[i]); };
  for (std::size_t at = 0; at < packed.size();) {
    const std::uint32_t control = byte_at(at++);
    if (control < kLiteralsBelow) {
      const std::size_t size = control + 1;
      if (size > packed.size() - at || size > most_bytes - out.size()) return broken();
      out.insert(out.end(), packed.begin() + static_cast<std::ptrdiff_t>(at),
                 packed.begin() + static_cast<std::ptrdiff_t>(at + size));
      at += size;
      continue;
    }
    std::size_t size = (control >> 5) + kShortestCopy - 1;
    const bool is_long = control >> 5 == kLongCopy;
    if (packed.size() - at < (is_long ? 2U : 1U)) return broken();
    if (is_long) size += byte_at(at++);
    const std::size_t distance = ((control & 31) << 8 | byte_at(at++)) + 1;
    if (distance > out.size() || size > most_bytes - out.size()) return broken();
    // Byte by byte: source and target overlap where bytes repeat.
    for (std::size_t i = 0; i < size; ++i) out.push_back(out[out.size() - distance]);
  }
  return out;
}

}  // namespace weighbridge::hdf5
