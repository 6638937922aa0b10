#include "hdf5/tree.h"

#include "hdf5/inspector.h"
#include "hdf5/walk/walk.h"

namespace weighbridge::hdf5 {

// The library is asked first: whatever can be read of a file that it refuses, Keras does not get to see it.
Result<Tree> read_tree(ByteSource& source, const OpenOptions& options) {
  if (auto opened = inspect(source, options.claimed_end); !opened) return std::unexpected(opened.error());
  walk::Budget budget;
  return walk::walk_tree(source, options, budget);
}

}  // namespace weighbridge::hdf5
