#include "inspector/metadata_guard.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "base/little_endian.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5 {

namespace {

bool begins_with(std::span<const std::byte> bytes, std::string_view signature) {
  return bytes.size() >= signature.size() && std::memcmp(bytes.data(), signature.data(), signature.size()) == 0;
}

}  // namespace

Result<void> MetadataGuard::admit(std::span<const std::byte> bytes) {
  if (bytes.size() < 16) return {};
  if (begins_with(bytes, "\x89HDF\r\n\x1a\n")) note_sizes(bytes);
  if (begins_with(bytes, "HEAP") && little_endian(bytes, 8, length_bytes_) > limits::kMaxAttributeBytes)
    return fail(ErrorCode::malformed, "bad local heap size");
  // An image of HDF5's cache in place of the metadata itself; HDF5 believes every word of it.
  if (begins_with(bytes, "MDCI")) return fail(ErrorCode::unsupported, "images of the metadata cache are not read");
  return {};
}

void MetadataGuard::mend(std::span<std::byte> bytes) const {
  if (begins_with(bytes, "HEAP")) drop_free_list(bytes);
}

// A local heap: signature 4, version 1, reserved 3, size, offset of the first free block (format specification 3.0,
// III.D). Who only reads has no use for the free blocks, but HDF5 follows them from one to the next, allocating, for
// ever if they form a ring (H5HL__fl_deserialize); and gives up the names before the cut because the free blocks behind
// it are zero. 1 is "none".
void MetadataGuard::drop_free_list(std::span<std::byte> heap) const {
  const std::size_t at = 8 + length_bytes_;
  if (heap.size() < at + length_bytes_) return;
  std::ranges::fill(heap.subspan(at, length_bytes_), std::byte{0});
  heap[at] = std::byte{1};
}

// Format specification 3.0, II.A: bytes 13 and 14 of versions 0 and 1, 9 and 10 of versions 2 and 3.
void MetadataGuard::note_sizes(std::span<const std::byte> superblock) {
  const std::size_t at = superblock[8] < std::byte{2} ? 14 : 10;
  if (superblock.size() > at) length_bytes_ = std::to_integer<std::size_t>(superblock[at]);
}

}  // namespace weighbridge::hdf5
