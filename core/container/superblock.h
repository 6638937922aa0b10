// The first bytes of an HDF5 file, read without HDF5: enough to say what a cut or never-closed file is before it is
// opened.
#ifndef WEIGHBRIDGE_CONTAINER_SUPERBLOCK_H_
#define WEIGHBRIDGE_CONTAINER_SUPERBLOCK_H_

#include <cstdint>
#include <optional>

#include "weighbridge/byte_source.h"

namespace weighbridge::container {

// No superblock reaches further behind its signature: version 1 with 8-byte addresses ends at 100.
inline constexpr std::uint64_t kMaxSuperblockBytes = 128;

// HDF5 File Format Specification 3.0, section II.A "Disk Format: Level 0A - Format Signature and Superblock".
struct Superblock {
  std::uint64_t signature_offset = 0;  // 0, or 512 * 2^n behind a user block
  int version = 0;                     // 0 1 2 3
  int size_of_offsets = 8;             // bytes
  // Added to every address in the file: where the signature stands, as HDF5 corrects it.
  std::uint64_t base_address = 0;
  std::uint64_t end_of_file = 0;  // what the file believes its length to be, absolute (base address included)
  // Byte 20 of versions 0 and 1 (reserved in the specification; HDF5 keeps the flags there), byte 11 of versions 2
  // and 3.
  int consistency_flags = 0;
  // Open for writing when it was last written, so never closed: bit 0, H5F_SUPER_WRITE_ACCESS. HDF5 before 1.10 sets
  // bit 1 (H5F_SUPER_FILE_OK) with it and leaves both in files that were closed as they should; in version 3, which is
  // younger, bit 1 is reserved.
  [[nodiscard]] bool never_closed() const {
    const bool old_and_sound = version < 3 && (consistency_flags & 2) != 0;
    return (consistency_flags & 1) != 0 && !old_and_sound;
  }
  bool root_header_is_zero = false;  // the 16 bytes at the root object header address are there and zero: never flushed

  [[nodiscard]] bool is_cut_at(std::uint64_t available_bytes) const { return end_of_file > available_bytes; }
};

// Reads the superblock whose signature stands at `signature_offset`; none when it is cut off or makes no sense.
[[nodiscard]] std::optional<Superblock> read_superblock(ByteSource& source, std::uint64_t signature_offset);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_SUPERBLOCK_H_
