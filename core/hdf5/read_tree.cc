#include <utility>

#include "hdf5/lost_arrays.h"
#include "hdf5/tree.h"
#include "hdf5/walk/walk.h"

namespace weighbridge::hdf5 {

Result<Tree> read_tree(ByteSource& source, const OpenOptions& options) {
  auto budget = walk::Budget::of_file(source.size_bytes());
  auto tree = walk::walk_tree(source, options, budget);
  if (!tree || tree->limit_reached || (tree->unreadable == 0 && tree->root.problem.empty())) return tree;
  if (auto more = find_lost_arrays(source, options, &*tree)) return std::move(*more);
  return tree;
}

}  // namespace weighbridge::hdf5
