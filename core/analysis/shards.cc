#include "analysis/shards.h"

#include <algorithm>
#include <utility>

#include "hdf5/lost_arrays.h"
#include "sets/merge_trees.h"

namespace weighbridge {

using sets::ShardState;

namespace {

ShardTrouble trouble_of(const OpenedFile& shard) {
  const bool whole = shard.tree && !shard.is_cut() && shard.tree->unreadable == 0 && shard.tree->root.problem.empty() &&
                     !hdf5::has_found(shard.tree->root);
  if (!whole) return ShardTrouble::damaged;
  return shard.part.superblock && shard.part.superblock->never_closed() ? ShardTrouble::never_closed
                                                                        : ShardTrouble::none;
}

}  // namespace

bool Shards::are_all_read() const {
  return std::ranges::all_of(states, [](ShardState state) { return state == ShardState::read; });
}

std::uint64_t Shards::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& shard : contents) sum += shard ? shard->bytes : 0;
  return sum;
}

bool Shards::link_out() const {
  return std::ranges::any_of(contents, [](const auto& shard) { return shard && shard->links_out; });
}

std::size_t Shards::grow() {
  states.push_back(ShardState::absent);
  contents.emplace_back();
  return states.size() - 1;
}

Result<void> Shards::add(std::size_t number, std::uint32_t file, std::string name, ByteSource& source) {
  auto opened = open_file(source, inspect_, file);
  if (!opened) return std::unexpected(opened.error());
  if (opened->tree && lost_ == LostArrays::looked_for) (void)find_lost_values(*opened);
  const ShardTrouble trouble = trouble_of(*opened);
  states[number] = opened->tree ? ShardState::read : ShardState::unreadable;
  available.resize(file + 1, 0);
  available[file] = opened->available_bytes();
  ++there;
  if (opened->tree) {
    contents[number] = sets::contents_of(*opened->tree);
    take_tree(std::move(*opened->tree), file);
  }
  const bool is_worst = trouble > trouble_;
  if (is_worst) {
    trouble_ = trouble;
    troubled = name;
  }
  if (is_worst || there == 1) {
    leading_name = std::move(name);
    leading = std::move(*opened);
  }
  return {};
}

void Shards::take_tree(hdf5::Tree shard, std::uint32_t file) {
  sets::mark_file(shard.root, file);
  if (tree)
    sets::merge_tree(*tree, std::move(shard));
  else
    tree = std::move(shard);
}

}  // namespace weighbridge
