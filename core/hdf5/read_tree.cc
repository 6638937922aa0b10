#include <utility>

#include "hdf5/inspector.h"
#include "hdf5/lost_arrays.h"
#include "hdf5/tree.h"
#include "hdf5/walk/walk.h"

namespace weighbridge::hdf5 {

// The library is asked first: whatever can be read of a file that it refuses, Keras does not get to see it.
Result<Tree> read_tree(ByteSource& source, const OpenOptions& options) {
  if (auto opened = inspect(source, options.claimed_end); !opened) return std::unexpected(opened.error());
  walk::Budget budget;
  auto tree = walk::walk_tree(source, options, budget);
  if (!tree || tree->limit_reached || (tree->unreadable == 0 && tree->root.problem.empty())) return tree;
  if (auto more = find_lost_arrays(source, options, &*tree)) return std::move(*more);
  return tree;
}

}  // namespace weighbridge::hdf5
