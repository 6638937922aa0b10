#include "sets/index_faults.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>

#include "keras/file_names.h"
#include "keras/joined_path.h"

namespace weighbridge::sets {
namespace {

constexpr std::string_view kWeightsPart = ".weights";
constexpr std::string_view kShardEnding = "_00000.weights.h5";

void add_contents(const hdf5::Node& group, const std::string& path, ShardContents& contents) {
  for (const auto& child : group.children) {
    if (child->kind == hdf5::NodeKind::group) {
      add_contents(*child, keras::joined_path(path, child->name), contents);
    } else if (child->dataset) {
      contents.objects.insert(object_path(path));
      const std::uint64_t bytes = child->dataset->is_null ? 0 : hdf5::declared_bytes(*child->dataset);
      contents.bytes += std::min(bytes, std::numeric_limits<std::uint64_t>::max() - contents.bytes);
    } else {
      contents.links_out |= child->kind == hdf5::NodeKind::external_link;
    }
  }
}

}  // namespace

ShardContents contents_of(const hdf5::Tree& shard) {
  ShardContents contents;
  add_contents(shard.root, "", contents);
  return contents;
}

std::vector<IndexFault> index_faults(const ShardIndex& index, const std::vector<std::optional<ShardContents>>& shards) {
  std::map<std::size_t, std::set<std::string_view>> named;
  for (const ShardIndex::Entry& entry : index.entries) {
    for (const std::size_t shard : entry.shards) named[shard].insert(entry.path);
  }
  std::vector<IndexFault> faults;
  for (std::size_t shard = 0; shard < shards.size(); ++shard) {
    if (!shards[shard]) continue;
    const std::set<std::string_view>& by_index = named[shard];
    for (const std::string& object : shards[shard]->objects) {
      if (!by_index.contains(object)) faults.push_back({object, shard, false});
    }
    for (const std::string_view object : by_index) {
      if (!shards[shard]->objects.contains(object)) faults.push_back({std::string(object), shard, true});
    }
  }
  return faults;
}

std::set<std::string, std::less<>> objects_nowhere(const ShardIndex& index,
                                                   const std::vector<std::optional<ShardContents>>& shards) {
  std::set<std::string, std::less<>> nowhere;
  if (!std::ranges::all_of(shards, [](const auto& shard) { return shard.has_value(); })) return nowhere;
  for (const ShardIndex::Entry& entry : index.entries) {
    if (std::ranges::none_of(shards, [&](const auto& shard) { return shard->objects.contains(entry.path); }))
      nowhere.insert(entry.path);
  }
  return nowhere;
}

std::set<std::string, std::less<>> objects_cut_off(const ShardIndex& index,
                                                   const std::vector<std::optional<ShardContents>>& shards) {
  std::map<std::size_t, std::size_t> by_number;  // the number in the name of a shard -> its place in the index
  for (std::size_t shard = 0; shard < index.shards.size(); ++shard) {
    const auto name = keras::shard_name(index.shards[shard]);
    std::size_t number = 0;
    if (!name ||
        std::from_chars(name->number.data(), name->number.data() + name->number.size(), number).ec != std::errc())
      return {};
    by_number.emplace(number, shard);
  }
  std::set<std::string, std::less<>> cut_off;
  const bool any_gap = !by_number.empty() && by_number.rbegin()->first + 1 != by_number.size();
  for (const auto& [number, shard] : by_number) {
    const bool is_last = number == by_number.rbegin()->first;
    if (by_number.contains(number + 1) || (is_last && any_gap) || !shards[shard]) continue;
    const auto last = std::ranges::find_if(
        index.entries.rbegin(), index.entries.rend(),
        [&](const ShardIndex::Entry& entry) { return shards[shard]->objects.contains(entry.path); });
    if (last != index.entries.rend()) cut_off.insert(last->path);
  }
  return cut_off;
}

std::string first_shard_of(std::string_view index_name) {
  std::string base(index_name.substr(0, index_name.rfind('.')));
  for (std::size_t at = base.find(kWeightsPart); at != std::string::npos; at = base.find(kWeightsPart))
    base.erase(at, kWeightsPart.size());
  return base + std::string(kShardEnding);
}

}  // namespace weighbridge::sets
