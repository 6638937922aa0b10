// Keras writes build_config only for what was built (keras/src/layers/layer.py, get_build_config). load_model then has
// what the constructor makes, and nothing else: functional models, Sequentials with an input. A layer without
// variables refuses those of the file, but Keras 3 finds it a second time, in `layers` or `_layers` of its model, where
// the file has nothing and no refusal is left (keras/src/saving/saving_lib.py, _load_state, failed_saveables; run with
// 3.3.3 and 3.15.1). TF-Keras stops at the first (run with 2.15.1).
#include "loaders/uncalled.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "keras/class_table.h"
#include "loaders/causes.h"
#include "loaders/messages.h"
#include "subject/functional_parts.h"

namespace weighbridge::loaders {
namespace {

// A model of Keras' own kinds is built by its constructor where its config lists its layers.
bool is_uncalled(const Contents& file) {
  return file.is_zip && file.model.present && file.model.is_subclassed() && file.count.filled > 0 &&
         file.subject.checkpoint->config.has_build_config == false && !file.architecture["config"]["layers"].is_array();
}

// None where the model is no such one.
std::vector<const Layer*> not_surely_built(const Contents& file) {
  std::vector<const Layer*> layers;
  if (!is_uncalled(file)) return layers;
  const FunctionalParts built(*file.subject.checkpoint);
  for (const Holder& holder : file.holders) {
    if (!holder.layer->tensors.empty() && !built.hold(*holder.layer)) layers.push_back(holder.layer);
  }
  return layers;
}

// Keras' own classes make their variables when they are built, and in an attribute of the model nothing builds them.
const Layer* surely_unbuilt(const Contents& file, const std::vector<const Layer*>& layers) {
  std::set<std::string_view> paths;
  for (const Layer& layer : file.subject.checkpoint->layers) paths.insert(layer.path);
  const auto is_in_another = [&](std::string_view path) {
    for (std::size_t at = path.rfind('/'); at != std::string_view::npos; at = path.substr(0, at).rfind('/')) {
      if (paths.contains(path.substr(0, at))) return true;
    }
    return false;
  };
  const auto found = std::ranges::find_if(layers, [&](const Layer* layer) {
    return !is_in_another(layer->path) && keras::need_of(layer->class_name) == keras::Need::always;
  });
  return found == layers.end() ? nullptr : *found;
}

std::string told_of(const Contents& file, const std::vector<const Layer*>& layers) {
  std::vector<std::string> names;
  for (const Layer* layer : layers) names.push_back(layer->name);
  const std::string& model = file.model.class_name;
  return model + " itself was never built (its config has no build_config): unless its constructor builds " +
         text::join_names(names, 3) + " (as a Sequential with an Input does), load_model leaves " +
         (names.size() == 1 ? "it" : "them") + " as made, with random values. To be sure, make a new " + model +
         ", call its parts once on data, set model.built = True, and call model.load_weights on this file.";
}

}  // namespace

std::string what_stays_unbuilt(const Contents& file) {
  const std::vector<const Layer*> layers = not_surely_built(file);
  return layers.empty() ? "" : told_of(file, layers);
}

std::optional<Answer> load_uncalled(const Generation& loader, const Contents& file) {
  const std::vector<const Layer*> layers = not_surely_built(file);
  if (layers.empty()) return std::nullopt;
  std::string told = told_of(file, layers);
  const Layer* unbuilt = surely_unbuilt(file, layers);
  if (unbuilt == nullptr) return depends(causes::none(), std::move(told));
  if (loader.is_keras_3()) return silent(causes::none(), std::move(told));
  const std::string count = std::to_string(unbuilt->tensors.size());
  return raises("ValueError: " + say(messages::kLayerVariables, {unbuilt->name, "0", count, "[]"}), causes::none(),
                std::move(told));
}

std::optional<Answer> load_into_uncalled(const Generation& loader, const Contents& file) {
  // keras/src/saving/saving_lib.py, load_weights_only: since 3.7.0
  if (!is_uncalled(file) || !loader.keras_since(3, 7)) return std::nullopt;
  return raises(std::string(messages::kNotYetBuilt), causes::none(),
                file.model.class_name +
                    " itself was never built, only what is in it: call its parts once on data and "
                    "set model.built = True, then call model.load_weights.");
}

}  // namespace weighbridge::loaders
