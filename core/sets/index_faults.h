// Whether the index of a sharded save says where everything in the shards is: Keras finds only what it names.
#ifndef WEIGHBRIDGE_SETS_INDEX_FAULTS_H_
#define WEIGHBRIDGE_SETS_INDEX_FAULTS_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hdf5/tree.h"
#include "sets/shard_index.h"

namespace weighbridge::sets {

struct ShardContents {
  // Paths of the objects that have variables in it: "layers/dense"; "" is the model itself.
  std::set<std::string, std::less<>> objects;
  std::uint64_t bytes = 0;  // of all arrays
  bool links_out = false;   // to another file: what lies there is not counted
};
[[nodiscard]] ShardContents contents_of(const hdf5::Tree& shard);

struct IndexFault {
  std::string object;
  std::size_t shard = 0;  // index into ShardIndex::shards
  // true: the index names the shard, but the object has nothing in it; false: the other way round.
  bool named = false;
};
// `shards`: by number; none for a shard that is not there or could not be read, of which nothing is said.
[[nodiscard]] std::vector<IndexFault> index_faults(const ShardIndex& index,
                                                   const std::vector<std::optional<ShardContents>>& shards);

// The objects that the index names and of which none of the shards holds anything. Empty unless all shards are there
// and could be read.
[[nodiscard]] std::set<std::string, std::less<>> objects_nowhere(
    const ShardIndex& index, const std::vector<std::optional<ShardContents>>& shards);

// The objects whose last variables must be in a shard that is not there and that the index does not name (Keras 3.10
// names one shard for each object): parts are filled one after the other, so it is the last object of the shard before
// a gap in the numbers, or of the last shard. To be asked only where the shards hold less than the index counts.
[[nodiscard]] std::set<std::string, std::less<>> objects_cut_off(
    const ShardIndex& index, const std::vector<std::optional<ShardContents>>& shards);

// The name of the first shard that Keras makes from the name of an index and opens before it reads the index:
// "model_00000.weights.h5" of "model.weights.json" (keras/src/saving/saving_lib.py, ShardedH5IOStore.__init__,
// Keras 3.10 to 3.15).
[[nodiscard]] std::string first_shard_of(std::string_view index_name);

}  // namespace weighbridge::sets

#endif  // WEIGHBRIDGE_SETS_INDEX_FAULTS_H_
