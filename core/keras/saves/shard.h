// A file called like a part of a sharded save (file_names.h, shard_name): is it one? What ShardedH5IOStore leaves in
// its files tells (keras/src/saving/saving_lib.py, Keras 3.10.0 to 3.15.1).
#ifndef WEIGHBRIDGE_KERAS_SAVES_SHARD_H_
#define WEIGHBRIDGE_KERAS_SAVES_SHARD_H_

#include <string_view>

#include "hdf5/node.h"
#include "keras/checkpoint.h"

namespace weighbridge::keras {

enum class Shard { no, maybe, yes };

// `root`: of the file that the checkpoint was read from.
[[nodiscard]] Shard shard_kind(std::string_view file_name, const hdf5::Node& root, const Checkpoint& checkpoint);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_SAVES_SHARD_H_
