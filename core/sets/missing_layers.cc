#include "sets/missing_layers.h"

#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "keras/class_table.h"

namespace weighbridge::sets {
namespace {

// "layers/lstm/cell" is a part of "layers/lstm": in a list of layers the first name below it is the layer, unless that
// holds a list again.
std::string_view layer_path(std::string_view path) {
  constexpr std::string_view kList = "layers/";
  std::size_t end = 0;
  while (path.substr(end).starts_with(kList)) {
    const std::size_t slash = path.find('/', end + kList.size());
    if (slash == std::string_view::npos) return path;
    end = slash + 1;
  }
  return end == 0 ? path : path.substr(0, end - 1);
}

bool is_of_optimizer(std::string_view path) { return path == "optimizer" || path.starts_with("optimizer/"); }

class Adder {
 public:
  explicit Adder(keras::Checkpoint& checkpoint) : checkpoint_(checkpoint) {
    for (std::size_t i = 0; i < checkpoint.layers.size(); ++i) by_path_.emplace(checkpoint.layers[i].path, i);
  }

  void pass(const std::string& path) {
    if (const auto found = find(path)) place_ = *found + 1;
  }

  void mark(const std::string& path, LayerState state) {
    if (path.empty()) return;  // the model's own variables belong to no layer
    if (const auto found = find(path)) {
      Layer& layer = checkpoint_.layers[*found];
      place_ = *found + 1;
      if (layer.state == LayerState::missing || layer.state == LayerState::unreadable) return;
      layer.state = state;
      names_.push_back(layer.name);
      return;
    }
    const std::string whole(layer_path(path));
    if (!added_.emplace(whole, true).second) return;
    Layer layer;
    layer.path = whole;
    layer.name = whole.substr(whole.rfind('/') + 1);
    layer.class_name = keras::class_of_path_name(layer.name);
    layer.class_known_from = layer.class_name.empty() ? "" : "path";
    layer.state = state;
    names_.push_back(layer.name);
    new_layers_.emplace(place_, std::move(layer));
  }

  std::vector<std::string> finish() {
    std::vector<Layer> layers;
    layers.reserve(checkpoint_.layers.size() + new_layers_.size());
    auto next = new_layers_.begin();
    for (std::size_t i = 0; i <= checkpoint_.layers.size(); ++i) {
      for (; next != new_layers_.end() && next->first == i; ++next) layers.push_back(std::move(next->second));
      if (i < checkpoint_.layers.size()) layers.push_back(std::move(checkpoint_.layers[i]));
    }
    checkpoint_.layers = std::move(layers);
    return std::move(names_);
  }

 private:
  // The layer at `path`, or the layer of which that is a part (its cell). What lies in a container is a layer of its
  // own.
  std::optional<std::size_t> find(std::string_view path) const {
    bool exact = true;
    for (; !path.empty();
         path = path.substr(0, path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/')), exact = false) {
      const auto found = by_path_.find(path);
      if (found == by_path_.end()) continue;
      const bool container = checkpoint_.layers[found->second].state == LayerState::container;
      return exact || !container ? std::optional(found->second) : std::nullopt;
    }
    return std::nullopt;
  }

  keras::Checkpoint& checkpoint_;
  std::map<std::string, std::size_t, std::less<>> by_path_;
  std::map<std::string, bool> added_;
  std::multimap<std::size_t, Layer> new_layers_;  // by the index of the layer before which they come
  std::size_t place_ = 0;
  std::vector<std::string> names_;
};

}  // namespace

std::vector<std::string> add_missing_layers(const ShardIndex& index, const std::vector<ShardState>& shards,
                                            const std::set<std::string, std::less<>>& lost,
                                            keras::Checkpoint& checkpoint) {
  Adder adder(checkpoint);
  for (const ShardIndex::Entry& entry : index.entries) {
    bool absent = lost.contains(entry.path) && !is_of_optimizer(entry.path);
    bool unreadable = false;
    for (const std::size_t shard : entry.shards) {
      absent |= shards[shard] == ShardState::absent;
      unreadable |= shards[shard] == ShardState::unreadable;
    }
    if (absent || unreadable)
      adder.mark(entry.path, absent ? LayerState::missing : LayerState::unreadable);
    else
      adder.pass(entry.path);
  }
  return adder.finish();
}

}  // namespace weighbridge::sets
