// Version 1 B-trees: what the links of old-style groups and the chunks of most datasets are found by.
#ifndef WEIGHBRIDGE_HDF5_WALK_GROUPS_TREE_1_H_
#define WEIGHBRIDGE_HDF5_WALK_GROUPS_TREE_1_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

// More nodes than these are announced before they are read (FileBytes::expect): in order of name they lie anywhere.
inline constexpr std::size_t kManyNodes = 256;

enum class TreeKind : std::uint8_t { links = 0, chunks = 1 };

// HDF5's own words for what should be a node and is none.
inline constexpr const char* kBadTreeSignature = "wrong B-tree signature";

// What could not be gone into: the first reason, in HDF5's words.
struct TreeLoss {
  std::uint64_t nodes = 0;
  std::string problem;
  void add(const std::string& reason) {
    ++nodes;
    if (problem.empty()) problem = reason;
  }
};

// Called for each child of the lowest nodes, in order, with the key before it. An error of its own ends the walk.
using VisitChild = std::function<Result<void>(std::span<const std::byte> key, std::uint64_t child)>;

// Goes through the tree whose root is at `address`, each node once, at the level its parent says. A node that is lost
// costs what is under it and no more. Fails where the root is lost, or `visit` says so. Format specification 3.0,
// III.A.1 "Disk Format: Level 1A1 - Version 1 B-trees".
[[nodiscard]] Result<TreeLoss> visit_tree_1(FileBytes& file, std::uint64_t address, TreeKind kind,
                                            std::size_t key_bytes, const VisitChild& visit);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_GROUPS_TREE_1_H_
