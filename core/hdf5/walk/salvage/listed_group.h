// A group that may have lost links: where they would be.
#ifndef WEIGHBRIDGE_HDF5_WALK_SALVAGE_LISTED_GROUP_H_
#define WEIGHBRIDGE_HDF5_WALK_SALVAGE_LISTED_GROUP_H_

#include <cstdint>

#include "hdf5/node.h"
#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

struct ListedGroup {
  Node* node = nullptr;
  std::uint64_t local_heap = kNoAddress;    // of an old-style group
  std::uint64_t fractal_heap = kNoAddress;  // of a new-style group with many links
  std::size_t depth = 0;                    // of the root: 0
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_SALVAGE_LISTED_GROUP_H_
