#include "container/zip/stretch_checksum.h"

#include <zlib.h>

#include <algorithm>

namespace weighbridge::container {
namespace {

std::uint32_t go_on(std::uint32_t crc, std::span<const std::byte> bytes) {
  return static_cast<std::uint32_t>(crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

}  // namespace

std::uint32_t crc32_of(std::span<const std::byte> bytes) { return go_on(0, bytes); }

void StretchChecksum::feed(std::uint64_t offset, std::span<const std::byte> bytes) {
  const std::uint64_t end = std::min(offset + bytes.size(), end_);
  if (offset > at_ || end <= at_) return;  // a gap is never made good: at_ stays behind
  crc32_ = go_on(crc32_, bytes.subspan(static_cast<std::size_t>(at_ - offset), static_cast<std::size_t>(end - at_)));
  at_ = end;
}

std::optional<std::uint32_t> StretchChecksum::crc32() const {
  return at_ == end_ ? std::optional(crc32_) : std::nullopt;
}

}  // namespace weighbridge::container
