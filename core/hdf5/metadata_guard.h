// Looks at every piece of metadata before HDF5 does, for the few lies on which HDF5 1.14.5 itself would crash or never end.
#ifndef WEIGHBRIDGE_HDF5_METADATA_GUARD_H_
#define WEIGHBRIDGE_HDF5_METADATA_GUARD_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>

#include "weighbridge/byte_source.h"

namespace weighbridge::hdf5 {

class MetadataGuard {
 public:
  // `bytes` begin at `address` of the file; `base` is where its address 0 lies in `source`. An error: HDF5 must not see them.
  [[nodiscard]] Result<void> admit(std::uint64_t address, std::span<const std::byte> bytes, ByteSource& source, std::uint64_t base);

 private:
  struct Place {
    int level = 0;
    std::uint64_t parent = 0;
  };
  void note_sizes(std::span<const std::byte> superblock);
  [[nodiscard]] Result<void> admit_tree_node(std::uint64_t address, std::span<const std::byte> node);
  [[nodiscard]] Result<void> admit_heap(std::uint64_t start, std::span<const std::byte> heap, ByteSource& source) const;
  [[nodiscard]] std::size_t key_bytes(std::span<const std::byte> node) const;

  std::size_t address_bytes_ = 8;
  std::size_t length_bytes_ = 8;
  std::unordered_map<std::uint64_t, Place> places_;  // of B-tree nodes above the lowest level, and of their children
};

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_METADATA_GUARD_H_
