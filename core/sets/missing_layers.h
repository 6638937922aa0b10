// The layers whose shards are not there, as the index tells them.
#ifndef WEIGHBRIDGE_SETS_MISSING_LAYERS_H_
#define WEIGHBRIDGE_SETS_MISSING_LAYERS_H_

#include <set>
#include <string>
#include <vector>

#include "keras/checkpoint.h"
#include "sets/shard_index.h"

namespace weighbridge::sets {

enum class ShardState { read, absent, unreadable };

// Marks the layers that have variables in a shard that was not read, or in no shard at all (`lost`: paths of objects),
// and adds those of which nothing else is known, in the order of the index. Returns their names, each once.
std::vector<std::string> add_missing_layers(const ShardIndex& index, const std::vector<ShardState>& shards,
                                            const std::set<std::string, std::less<>>& lost,
                                            keras::Checkpoint& checkpoint);

}  // namespace weighbridge::sets

#endif  // WEIGHBRIDGE_SETS_MISSING_LAYERS_H_
