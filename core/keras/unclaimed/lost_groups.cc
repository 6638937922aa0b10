#include "keras/unclaimed/lost_groups.h"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

#include "keras/joined_path.h"
#include "keras/layouts.h"

namespace weighbridge::keras {
namespace {

using Names = std::unordered_set<std::string_view>;

// "dense/kernel:0" (tf.keras, Keras 2 and 3), "dense_1_W" (Keras 1): the longest of `listed` that it begins with.
std::string_view layer_of(std::string_view weight, const Names& listed) {
  const char separator = weight.contains('/') ? '/' : '_';
  for (std::size_t end = weight.rfind(separator); end != std::string_view::npos && end > 0;
       end = weight.rfind(separator, end - 1)) {
    if (const auto found = listed.find(weight.substr(0, end)); found != listed.end()) return *found;
  }
  return {};
}

// Below "functional/" in Keras 3, whose weights have the model's name before them.
std::string_view within_model(std::string_view weight, std::string_view model) {
  const bool is_within = !model.empty() && weight.starts_with(model) && weight.substr(model.size()).starts_with('/');
  return is_within ? weight.substr(model.size() + 1) : weight;
}

void note_datasets(const hdf5::Node& group, const std::string& path, std::vector<std::string>& names) {
  for (const auto& child : group.children) {
    const std::string name = joined_path(path, child->name);
    if (child->dataset)
      names.push_back(name);
    else
      note_datasets(*child, name, names);
  }
}

// As they are listed; where the list is damaged, too, as the arrays are called, which is the same.
std::vector<std::string> weights_of(const hdf5::Node& group) {
  if (auto names = group.string_list("weight_names")) return std::move(*names);
  std::vector<std::string> names;
  if (has_list(group, "weight_names")) note_datasets(group, "", names);
  return names;
}

// The one thing that `owner_of` says of each of the weights; "" if it does not.
template <typename OwnerOf>
std::string_view owner_of_all(const std::vector<std::string>& weights, const OwnerOf& owner_of) {
  std::string_view owner;
  for (const std::string& weight : weights) {
    const std::string_view found = owner_of(weight);
    if (found.empty() || (!owner.empty() && found != owner)) return {};
    owner = found;
  }
  return owner;
}

// Layers inside of the listed models; "" where more than one has a layer of that name.
using Inner = std::unordered_map<std::string_view, std::string_view>;

void note_inner(const LayerConfig& model, std::string_view listed, Inner& inner) {
  for (const LayerConfig& layer : model.layers) {
    const auto [known, is_new] = inner.emplace(layer.name, listed);
    if (!is_new && known->second != listed) known->second = {};
    note_inner(layer, listed, inner);
  }
}

Inner inner_layers(const LayerConfig& model, const Names& listed) {
  Inner inner;
  for (const LayerConfig& layer : model.layers) {
    if (const auto found = listed.find(layer.name); found != listed.end()) note_inner(layer, *found, inner);
  }
  return inner;
}

}  // namespace

LostGroups::LostGroups(const hdf5::Node& root, std::span<const std::string> listed, const ModelConfig& config) {
  const auto is_lost = [](const auto& child) { return child->found_by_scan; };
  if (std::ranges::none_of(root.children, is_lost)) return;  // every file that is whole
  const Names names(listed.begin(), listed.end());
  const Inner inner = inner_layers(config.model, names);
  const std::string_view model = config.model.name;
  const auto listed_layer = [&](std::string_view weight) {
    const std::string_view layer = layer_of(weight, names);
    return layer.empty() ? layer_of(within_model(weight, model), names) : layer;
  };
  const auto model_around = [&](std::string_view weight) {
    const std::string_view name = within_model(weight, model);
    const auto found = inner.find(name.substr(0, name.find('/')));
    return found == inner.end() ? std::string_view() : found->second;
  };
  for (const auto& child : root.children) {
    if (!is_lost(child)) continue;
    const std::vector<std::string> weights = weights_of(*child);
    std::string_view layer = owner_of_all(weights, listed_layer);
    if (layer.empty()) layer = owner_of_all(weights, model_around);
    if (layer.empty()) continue;
    const auto [known, is_new] = groups_.emplace(layer, child.get());
    if (!is_new) known->second = nullptr;
  }
}

const hdf5::Node* LostGroups::group_of(std::string_view layer) const {
  const auto found = groups_.find(layer);
  return found == groups_.end() ? nullptr : found->second;
}

}  // namespace weighbridge::keras
