// The index of a sharded save: x.weights.json (keras/src/saving/saving_lib.py, ShardedH5IOStore, Keras >= 3.10).
//   {"metadata": {"total_size": n}, "weight_map": {"/layers/dense/vars": "x_00000.weights.h5", ...}}
// A value is a file or, from 3.11 on, a list of files: a layer may be split over shards.
#ifndef WEIGHBRIDGE_SETS_SHARD_INDEX_H_
#define WEIGHBRIDGE_SETS_SHARD_INDEX_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/byte_source.h"

namespace weighbridge::sets {

struct ShardIndex {
  struct Entry {
    std::string path;                 // of the object that has variables: "layers/dense"; "" is the model itself
    std::vector<std::size_t> shards;  // indices into `shards`
  };
  std::vector<std::string> shards;           // file names in natural order, each once; none if it lost its entries
  std::vector<Entry> entries;                // in the order of the file, which is the order of saving
  bool has_lists = false;                    // some entry is a list
  std::optional<std::uint64_t> total_bytes;  // metadata.total_size: of all arrays in the shards
};

// "layers/dense" of "/layers/dense/vars"; "" of "/vars".
[[nodiscard]] std::string object_path(std::string_view key);

// None if it is no such index, or is larger than limits::kMaxJsonBytes. Names with a '/' are not believed: Keras writes
// the shards beside the index.
[[nodiscard]] std::optional<ShardIndex> read_shard_index(ByteSource& source);

}  // namespace weighbridge::sets

#endif  // WEIGHBRIDGE_SETS_SHARD_INDEX_H_
