// The tree as the HDF5 library itself lists it: what the reader in core/hdf5/walk is compared with. For sound files: no
// bound is set to what a hostile one may cost.
#ifndef WEIGHBRIDGE_TESTS_READERS_LIBRARY_LIBRARY_TREE_H_
#define WEIGHBRIDGE_TESTS_READERS_LIBRARY_LIBRARY_TREE_H_

#include "hdf5/tree.h"

namespace weighbridge::hdf5::reference {

[[nodiscard]] Result<Tree> read_library_tree(ByteSource& source, const OpenOptions& options);

}  // namespace weighbridge::hdf5::reference

#endif  // WEIGHBRIDGE_TESTS_READERS_LIBRARY_LIBRARY_TREE_H_
