// What of a damaged file can be found although no name leads there any more.
#ifndef WEIGHBRIDGE_HDF5_LOST_ARRAYS_H_
#define WEIGHBRIDGE_HDF5_LOST_ARRAYS_H_

#include <optional>
#include <string_view>

#include "hdf5/tree.h"

namespace weighbridge::hdf5 {

// The tree as read_tree gives it, and with it what looking through all of the file's bytes finds: links that an index
// denies, groups, and datasets whose header and values are whole. Where a path can't be known it begins with a name
// like `unnamed@4096`. Node::found_by_scan marks what was found so; a group that got links back is damaged. None where
// there are not more arrays than in `listed`, what read_tree gave. `problem`: HDF5's words where it does not open the
// file, and nothing was listed; then the root is damaged.
[[nodiscard]] std::optional<Tree> find_lost_arrays(ByteSource& source, const OpenOptions& options, const Tree* listed,
                                                   std::string_view problem = "");

// Whether anything in the tree was found so.
[[nodiscard]] bool has_found(const Node& root);
[[nodiscard]] bool has_dataset(const Node& root);

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_LOST_ARRAYS_H_
