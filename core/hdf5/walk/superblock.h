// What the superblock says about reading the rest of the file.
#ifndef WEIGHBRIDGE_HDF5_WALK_SUPERBLOCK_H_
#define WEIGHBRIDGE_HDF5_WALK_SUPERBLOCK_H_

#include <cstddef>
#include <cstdint>

#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

// Format specification 3.0, II.A "Disk Format: Level 0A - Format Signature and Superblock".
struct Superblock {
  int version = 0;
  std::size_t address_bytes = 8;
  std::size_t length_bytes = 8;
  std::size_t links_per_leaf = 8;  // of a symbol table node: 2K; versions 0 and 1
  std::uint64_t base_address =
      0;  // where the signature stands: HDF5 believes that more than the field (H5F__super_read)
  std::uint64_t root = kNoAddress;  // the root group's object header
  std::uint64_t extension = kNoAddress;
  // Versions 0 and 1 repeat where the root's links are (format specification 3.0, III.C, cache type 1).
  std::uint64_t root_tree = kNoAddress;
  std::uint64_t root_heap = kNoAddress;
};

// Looks for the signature at 0, 512, 1024, 2048 ... and tells `file` where its addresses count from and how large they
// are.
[[nodiscard]] Result<Superblock> read_superblock(FileBytes& file, std::uint64_t available_bytes);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_SUPERBLOCK_H_
