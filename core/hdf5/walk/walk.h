// An HDF5 file as a neutral tree, read without the HDF5 library.
#ifndef WEIGHBRIDGE_HDF5_WALK_WALK_H_
#define WEIGHBRIDGE_HDF5_WALK_WALK_H_

#include "hdf5/tree.h"
#include "hdf5/walk/budget.h"
#include "weighbridge/byte_source.h"

namespace weighbridge::hdf5::walk {

// The tree as HDF5 would list it, but for what is lost of a list of links: what HDF5 gives up for one lost node is
// listed all the same. It never crashes, never loops, and takes no more than `budget`: then `limit_reached` is set, and
// the tree has what was read until then. Fails when there is no superblock or no root group.
[[nodiscard]] Result<Tree> walk_tree(ByteSource& source, const OpenOptions& options, Budget& budget);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_WALK_H_
