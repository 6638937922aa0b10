// Gives a tree back what looking through the file's bytes finds.
#ifndef WEIGHBRIDGE_HDF5_WALK_SALVAGE_SALVAGE_H_
#define WEIGHBRIDGE_HDF5_WALK_SALVAGE_SALVAGE_H_

#include "hdf5/walk/salvage/scan.h"
#include "hdf5/walk/tree_walk.h"

namespace weighbridge::hdf5::walk {

// `builder` has built `tree`, or failed to: then `root_is_lost`. Without a superblock nobody knows where addresses
// count from: then, without `is_base_known`, only that is believed to which a link leads. `scanned` reads the same file
// with a budget of its own.
void salvage(FileBytes& file, FileBytes& scanned, const Superblock& superblock, bool root_is_lost, bool is_base_known,
             TreeBuilder& builder, Tree& tree);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_SALVAGE_SALVAGE_H_
