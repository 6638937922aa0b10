#include "hdf5/walk/messages/dataspace.h"

#include <algorithm>
#include <array>

#include "hdf5/walk/cursor.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {

// Version 1: version 1, rank 1, flags 1, reserved 5. Version 2: version 1, rank 1, flags 1, kind 1. Then the sizes,
// [the largest sizes].
Result<Dataspace> decode_dataspace(std::span<const std::byte> body, std::size_t length_bytes) {
  constexpr std::uint8_t kHasMost = 1;
  constexpr std::uint8_t kSimple = 1, kNull = 2;
  Cursor cursor(body);
  Dataspace out;
  const std::uint8_t version = cursor.byte();
  const std::size_t rank = cursor.byte();
  const std::uint8_t flags = cursor.byte();
  if (!cursor.ok()) return std::unexpected(cursor.check().error());
  if (version != 1 && version != 2) return fail(ErrorCode::malformed, "wrong version number in dataspace message");
  if (rank > limits::kMaxRank) return fail(ErrorCode::malformed, "simple dataspace dimensionality is too large");
  std::uint8_t kind = rank > 0 ? kSimple : 0;
  if (version == 2) {
    kind = cursor.byte();
    if (kind > kNull) return fail(ErrorCode::malformed, "unknown kind of dataspace");
    if (kind != kSimple && rank > 0) return fail(ErrorCode::malformed, "invalid rank for scalar or NULL dataspace");
  } else {
    cursor.skip(5);
  }
  out.is_null = kind == kNull;
  out.shape.resize(rank);
  for (std::uint64_t& size : out.shape) size = cursor.number(length_bytes);
  if ((flags & kHasMost) != 0) {
    const std::uint64_t unlimited = length_bytes >= 8 ? UINT64_MAX : (std::uint64_t{1} << (8 * length_bytes)) - 1;
    std::array<std::uint64_t, limits::kMaxRank> buffer;
    const auto most = std::span(buffer).first(rank);
    for (std::uint64_t& size : most) {
      size = cursor.number(length_bytes);
      if (size == unlimited) size = UINT64_MAX;
    }
    for (std::size_t i = 0; i < rank; ++i) {
      if (out.shape[i] > most[i]) return fail(ErrorCode::malformed, "dataspace dimension is bigger than its maximum");
    }
    if (!std::ranges::equal(most, out.shape)) out.most.assign(most.begin(), most.end());
  }
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  return out;
}

std::optional<std::uint64_t> product_up_to(std::span<const std::uint64_t> shape, std::uint64_t most) {
  if (std::ranges::find(shape, 0U) != shape.end()) return 0;
  std::uint64_t product = 1;
  for (const std::uint64_t size : shape) {
    if (product > most / size) return std::nullopt;
    product *= size;
  }
  return product;
}

}  // namespace weighbridge::hdf5::walk
