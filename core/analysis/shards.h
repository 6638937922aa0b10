// The parts of a sharded save, read one after the other.
#ifndef WEIGHBRIDGE_ANALYSIS_SHARDS_H_
#define WEIGHBRIDGE_ANALYSIS_SHARDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/open_file.h"
#include "sets/index_faults.h"
#include "sets/missing_layers.h"

namespace weighbridge {

// Arrays that no list of a shard leads to (hdf5/lost_arrays.h).
enum class LostArrays { left_alone, looked_for };

// From sound to broken.
enum class ShardTrouble { none, never_closed, damaged };

// The tree of all shards, and which of them the report's words about one file are about: the first of those in the
// worst trouble, else the first.
class Shards {
 public:
  Shards(std::size_t count, Inspect inspect, LostArrays lost)
      : states(count, sets::ShardState::absent), contents(count), inspect_(std::move(inspect)), lost_(lost) {}

  [[nodiscard]] bool any_damaged() const { return trouble_ == ShardTrouble::damaged; }
  [[nodiscard]] bool are_all_read() const;
  [[nodiscard]] std::uint64_t bytes() const;  // of the arrays in those that were read
  [[nodiscard]] bool link_out() const;        // to other files, so that `bytes` are not all
  std::size_t grow();                         // one more than the index names; its number
  // Reads shard `number`, which is file `file` of the group. A broken shard is a state, not an error.
  [[nodiscard]] Result<void> add(std::size_t number, std::uint32_t file, std::string name, ByteSource& source);

  std::vector<sets::ShardState> states;                      // by number
  std::vector<std::optional<sets::ShardContents>> contents;  // by number
  std::vector<std::uint64_t> available;                      // by file of the group
  std::optional<hdf5::Tree> tree;
  OpenedFile leading;
  std::string leading_name;
  std::string troubled;
  std::size_t there = 0;

 private:
  void take_tree(hdf5::Tree shard, std::uint32_t file);

  Inspect inspect_;
  LostArrays lost_;
  ShardTrouble trouble_ = ShardTrouble::none;
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYSIS_SHARDS_H_
