// The trees of several shards as one. Keras begins a shard where the last one was full: a group's datasets may be
// split, and at the border the earlier shard keeps an empty `vars` with the layer's name while the later one holds the
// variables (Keras 3.15.1, saving_lib.py:ShardedH5IOStore).
#ifndef WEIGHBRIDGE_SETS_MERGE_TREES_H_
#define WEIGHBRIDGE_SETS_MERGE_TREES_H_

#include <cstdint>

#include "hdf5/tree.h"

namespace weighbridge::sets {

// Marks every dataset as lying in file `file` of the report's files.
void mark_file(hdf5::Node& root, std::uint32_t file);

// Adds `shard` to `whole`: groups of the same name are joined, what both have is kept from `whole`. Order of saving
// stays known as long as both know it.
void merge_tree(hdf5::Tree& whole, hdf5::Tree shard);

}  // namespace weighbridge::sets

#endif  // WEIGHBRIDGE_SETS_MERGE_TREES_H_
