// Looks at every piece of metadata before HDF5 does: for the few lies on which HDF5 1.14.5 itself would crash or never
// end, and for lost nodes over which it would give up a whole group.
#ifndef WEIGHBRIDGE_HDF5_METADATA_GUARD_H_
#define WEIGHBRIDGE_HDF5_METADATA_GUARD_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>

#include "hdf5/dense_guard.h"
#include "weighbridge/result.h"

namespace weighbridge::hdf5 {

// Why a virtual dataset could not be opened: its list of sources is too long to be replaced.
inline constexpr const char* kVirtualSources = "the sources of a virtual dataset are not read";

class MetadataGuard {
 public:
  // `bytes` begin at `address` of the file. An error: HDF5 must not see them.
  [[nodiscard]] Result<void> admit(std::uint64_t address, std::span<const std::byte> bytes);

  // Changes what HDF5 is about to see, where that lists more or avoids a trap: see the .cc. `is_tree_node`: what HDF5
  // expects them to be.
  void mend(std::uint64_t address, std::span<std::byte> bytes, bool is_tree_node);
  // How many nodes of trees of links were lost so far, wholly or in part.
  [[nodiscard]] std::uint64_t lost_nodes() const { return lost_nodes_; }

 private:
  struct Place {
    int level = 0;
    std::uint64_t parent = 0;
  };
  void replace_lost_node(std::uint64_t address, std::span<std::byte> bytes);
  void drop_broken_symbols(std::span<std::byte> node);
  [[nodiscard]] std::size_t symbol_bytes() const;
  void drop_free_list(std::span<std::byte> heap) const;
  void empty_virtual_mappings(std::span<std::byte> heap) const;
  void note_sizes(std::span<const std::byte> superblock);
  [[nodiscard]] Result<void> admit_local_heap(std::uint64_t address, std::span<const std::byte> heap);
  [[nodiscard]] Result<void> admit_tree_node(std::uint64_t address, std::span<const std::byte> node);
  [[nodiscard]] std::size_t key_bytes(std::span<const std::byte> node) const;

  std::size_t address_bytes_ = 8;
  std::size_t length_bytes_ = 8;
  std::size_t links_per_leaf_ = 8;
  std::uint64_t lost_nodes_ = 0;
  DenseGuard dense_;
  // Address of a local heap's data block: that of the heap.
  std::unordered_map<std::uint64_t, std::uint64_t> heap_blocks_;
  std::unordered_map<std::uint64_t, Place> places_;  // of B-tree nodes above the lowest level, and of their children
};

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_METADATA_GUARD_H_
