// Version 2 B-trees: the records of many links, attributes, large heap objects and chunks, in order.
#ifndef WEIGHBRIDGE_HDF5_WALK_DENSE_TREE_2_H_
#define WEIGHBRIDGE_HDF5_WALK_DENSE_TREE_2_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "hdf5/walk/file_bytes.h"
#include "hdf5/walk/groups/tree_1.h"

namespace weighbridge::hdf5::walk {

// What the records are of.
enum class RecordKind : std::uint8_t {
  huge_object = 1,
  link_by_name = 5,
  attribute_by_name = 8,
  chunk = 10,
  filtered_chunk = 11,
};

// An error of its own ends the walk.
using VisitRecord = std::function<Result<void>(std::span<const std::byte> record)>;

// Goes through all records in order; each node once, at the level and with as many records as its parent says. What is
// under a lost node is lost with it, and a node with a wrong checksum is gone into and counted as a loss: its records
// must prove themselves. Fails where the header is lost, or `visit` says so. Format specification 3.0, III.A.2 "Disk
// Format: Level 1A2 - Version 2 B-trees".
[[nodiscard]] Result<TreeLoss> visit_tree_2(FileBytes& file, std::uint64_t address, RecordKind kind,
                                            const VisitRecord& visit);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_DENSE_TREE_2_H_
