#include "hdf5/walk/walk.h"

#include "hdf5/walk/superblock.h"
#include "hdf5/walk/tree_walk.h"

namespace weighbridge::hdf5::walk {

Result<Tree> walk_tree(ByteSource& source, const OpenOptions& options, Budget& budget) {
  FileBytes file(source, budget, options.claimed_end);
  auto superblock = read_superblock(file, source.size_bytes());
  if (file.source_failure()) return std::unexpected(*file.source_failure());
  if (!superblock) return std::unexpected(superblock.error());
  Tree tree;
  tree.available_bytes = source.size_bytes();
  TreeBuilder builder(file, *superblock, options.report_offset, tree);
  auto built = builder.build();
  if (file.source_failure()) return std::unexpected(*file.source_failure());
  if (!built) return std::unexpected(built.error());
  builder.note_limit();
  return tree;
}

}  // namespace weighbridge::hdf5::walk
