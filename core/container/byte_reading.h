// Bounded pieces, for the formats that are read by hand here.
#ifndef WEIGHBRIDGE_CONTAINER_BYTE_READING_H_
#define WEIGHBRIDGE_CONTAINER_BYTE_READING_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/little_endian.h"
#include "weighbridge/byte_source.h"

namespace weighbridge::container {

// How much is read at once where a long stretch is searched.
inline constexpr std::size_t kPieceBytes = 1u << 20;

// The bytes [offset, offset + count) as far as the source has them; empty behind its end. Fails only if the source
// does.
[[nodiscard]] Result<std::vector<std::byte>> read_available(ByteSource& source, std::uint64_t offset,
                                                            std::size_t count);

[[nodiscard]] std::string_view as_text(std::span<const std::byte> bytes);

// Does `wanted` stand at `at`?
[[nodiscard]] bool stands_at(std::span<const std::byte> bytes, std::size_t at, std::string_view wanted);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_BYTE_READING_H_
