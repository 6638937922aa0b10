#include "hdf5/walk/dense/heap_shape.h"

#include <bit>

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::uint64_t kMaxWidth = 64;              // HDF5 makes 4
constexpr std::uint64_t kMaxDirectBytes = 1u << 20;  // 64 KiB
constexpr std::uint64_t kMaxHeapBits = 48;           // 32 or 40

std::uint64_t log2_of(std::uint64_t power) { return static_cast<std::uint64_t>(std::bit_width(power)) - 1; }

}  // namespace

Result<void> HeapShape::check(std::uint64_t rows) const {
  const bool powers =
      std::has_single_bit(width) && std::has_single_bit(first_block) && std::has_single_bit(last_direct);
  const bool small = width <= kMaxWidth && last_direct <= kMaxDirectBytes && heap_bits <= kMaxHeapBits;
  if (!powers || !small || last_direct < first_block || heap_bits < log2_of(first_block) + log2_of(width))
    return fail(ErrorCode::malformed, "an impossible fractal heap header");
  const std::uint64_t most_rows = heap_bits - log2_of(first_block) - log2_of(width) + 1;
  if (rows > most_rows) return fail(ErrorCode::malformed, "an impossible fractal heap header");
  return {};
}

std::uint64_t HeapShape::row_of(std::uint64_t offset) const {
  const std::uint64_t first_row = width * first_block;
  return offset < first_row ? 0 : log2_of(offset) - log2_of(first_row) + 1;
}

std::uint64_t HeapShape::direct_rows() const { return log2_of(last_direct) - log2_of(first_block) + 2; }

std::uint64_t HeapShape::rows_for(std::uint64_t bytes) const {
  const std::uint64_t first_row = width * first_block;
  return bytes < first_row ? 0 : log2_of(bytes) - log2_of(first_row) + 1;
}

}  // namespace weighbridge::hdf5::walk
