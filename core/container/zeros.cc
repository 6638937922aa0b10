#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "container/byte_reading.h"
#include "container/families.h"

namespace weighbridge::container {
namespace {

constexpr std::uint64_t kReadWholeBytes = 8u << 20;
constexpr std::uint64_t kSamples = 64;
constexpr std::size_t kSampleBytes = 16 * 1024;

bool all_zero(std::span<const std::byte> bytes) {
  return std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; });
}

Result<bool> is_zero_at(ByteSource& source, std::uint64_t offset, std::size_t count) {
  const auto piece = read_available(source, offset, count);
  if (!piece) return std::unexpected(piece.error());
  return all_zero(*piece);
}

}  // namespace

Result<bool> identify_zeros(Probe& probe, Identification& found) {
  if (!all_zero(probe.head) || !all_zero(probe.tail)) return false;
  const bool whole = probe.size_bytes <= kReadWholeBytes;
  const std::uint64_t step = whole ? kPieceBytes : probe.size_bytes / kSamples;
  for (std::uint64_t at = 0; at < probe.size_bytes; at += step) {
    const auto zero = is_zero_at(probe.source, at, whole ? kPieceBytes : kSampleBytes);
    if (!zero) return std::unexpected(zero.error());
    if (!*zero) return false;
  }
  found.kind = Kind::zeros;
  return true;
}

}  // namespace weighbridge::container
