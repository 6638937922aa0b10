#include "rules/proof/layer_sets.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "keras/quantized/hollow.h"

namespace weighbridge::rules {

namespace {

bool stopped_at(const keras::Checkpoint& checkpoint, const std::string& name) {
  const auto lists = [&](const std::vector<std::string>& names) {
    return std::ranges::find(names, name) != names.end();
  };
  return lists(checkpoint.groups_without_weight_names) || lists(checkpoint.listed_without_group) ||
         std::ranges::contains(checkpoint.listed_without_dataset, name, &keras::ListedWeight::layer);
}

}  // namespace

LayerSets sort_layers(const keras::Checkpoint& checkpoint) {
  LayerSets sets;
  for (const Layer& layer : checkpoint.layers) {
    if (layer.state == LayerState::empty && stopped_at(checkpoint, layer.name)) continue;
    // It has variables; hollow-quantized says the rest.
    if (layer.state == LayerState::empty && keras::is_hollow(checkpoint, layer)) {
      sets.filled.push_back(&layer);
      continue;
    }
    switch (layer.state) {
      case LayerState::filled:
        sets.filled.push_back(&layer);
        break;
      case LayerState::empty:
        sets.empty.push_back(&layer);
        break;
      case LayerState::undetermined:
        (keras::need_of(layer.class_name) == keras::Need::sometimes ? sets.optional : sets.undetermined)
            .push_back(&layer);
        break;
      case LayerState::weightless:
        sets.weightless.push_back(&layer);
        break;
      case LayerState::unreadable:  // said by corrupt-structure or truncated
        sets.unreadable.push_back(&layer);
        break;
      case LayerState::container:
      case LayerState::missing:  // said by save-interrupted
        break;
    }
  }
  return sets;
}

std::string short_name(std::string_view name) { return text::shorten(text::to_valid_utf8(name), 60); }

std::vector<std::string> names_of(const std::vector<const Layer*>& layers) {
  std::vector<std::string> names;
  for (const Layer* layer : layers) {
    if (names.size() == kListed) break;
    std::string name = short_name(layer->name);
    if (!layer->class_name.empty()) name += " (" + short_name(layer->class_name) + ")";
    names.push_back(std::move(name));
  }
  return names;
}

std::vector<std::string> paths_of(const std::vector<const Layer*>& layers) {
  std::vector<std::string> paths;
  for (const Layer* layer : layers) {
    if (paths.size() == kListed) break;
    paths.push_back(text::shorten(layer->path, 120));
  }
  return paths;
}

std::vector<std::string> paths_of_layers(const std::vector<const Layer*>& layers) {
  std::vector<std::string> paths;
  for (const Layer* layer : layers) {
    if (paths.size() == kListed) break;
    paths.push_back(layer->path);
  }
  return paths;
}

std::vector<std::string> paths_of_named(const keras::Checkpoint& checkpoint, const std::vector<std::string>& names) {
  const std::unordered_set<std::string_view> wanted(names.begin(), names.end());
  std::vector<const Layer*> layers;
  for (const Layer& layer : checkpoint.layers) {
    if (wanted.contains(layer.name)) layers.push_back(&layer);
  }
  return paths_of_layers(layers);
}

std::string list_for_people(const std::vector<std::string>& names) {
  std::vector<std::string> shown = names;
  for (std::string& name : shown) name = short_name(name);
  return text::join_names(shown, 5);
}

std::string list_for_people(const std::vector<const Layer*>& layers) {
  std::vector<std::string> names;
  names.reserve(layers.size());
  for (const Layer* layer : layers) names.push_back(layer->name);
  return list_for_people(names);
}

std::vector<std::string> bounded(const std::vector<std::string>& items) {
  std::vector<std::string> out;
  for (const std::string& item : items) {
    if (out.size() == kListed) break;
    out.push_back(text::shorten(text::to_valid_utf8(item), 120));
  }
  return out;
}

bool is_plain_model(const keras::Checkpoint& checkpoint) {
  const std::string& config_class = checkpoint.config.class_name;
  if (!config_class.empty())
    return config_class == "Sequential" || config_class == "Functional" || config_class == "Model";
  if (checkpoint.layout != keras::Layout::v3_weights) return false;
  // Without a config: Keras writes the layers of a Sequential or functional model under layers/, those of a subclassed
  // one under the names of its attributes (saving_lib.py, _walk_saveable). The model's own default name settles it.
  const std::string name = checkpoint.model_name.value_or("");
  const bool plain_name = name.starts_with("sequential") || name.starts_with("functional");
  return plain_name &&
         std::ranges::all_of(checkpoint.layers, [](const Layer& layer) { return layer.path.starts_with("layers/"); });
}

}  // namespace weighbridge::rules
