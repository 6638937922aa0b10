#include "loaders/config/learnt_state.h"

#include <algorithm>
#include <string>
#include <utility>

#include "keras/class_table.h"
#include "loaders/causes.h"
#include "loaders/config/each_layer.h"
#include "loaders/load_weights.h"
#include "loaders/messages.h"
#include "loaders/objects/not_loaded.h"

namespace weighbridge::loaders {
namespace {

using json::Value;

constexpr int kDeepestInside = 64;  // models in models
constexpr std::string_view kBins = "Discretization";

// Layers with such a state, of a layer or in a model: num_bins is that of one that was made to be adapted.
std::size_t count_in(Value layer, int depth = 0) {
  const std::string class_name = layer["class_name"].string().value_or("");
  const Value config = layer["config"];
  if (class_name == kBins) return config["num_bins"].integer() ? 1 : 0;
  if (keras::looks_up_words(class_name)) return config["output_mode"].string() == "tf_idf" ? 1 : 0;
  std::size_t count = 0;
  if (depth < kDeepestInside) config["layers"].each_element([&](Value inner) { count += count_in(inner, depth + 1); });
  return count;
}

// Without a config: by the names that tf.keras gives to these variables.
std::size_t count_in(const Layer& layer) {
  const bool looks_up = keras::looks_up_words(layer.class_name);
  return static_cast<std::size_t>(std::ranges::count_if(layer.tensors, [&](const Tensor& tensor) {
    return tensor.path.ends_with("summary:0") || (looks_up && tensor.path.ends_with("Variable:0"));
  }));
}

// Nearly all layers are of a class of Keras' own without such a state: the config need not be searched for each.
bool may_have_learnt(const Layer& layer) {
  const keras::Need need = keras::need_of(layer.class_name);
  return layer.class_name == kBins || keras::looks_up_words(layer.class_name) || need == keras::Need::container ||
         need == keras::Need::unknown;
}

std::size_t count_of(const Layer& layer, const Contents& file) {
  if (!file.architecture.is_object()) return count_in(layer);
  if (!may_have_learnt(layer)) return 0;
  std::size_t count = 0;
  each_layer(file.architecture, [&](Value one) {
    if (one["config"]["name"].string() == layer.name) count = count_in(one);
  });
  return count;
}

constexpr std::string_view kOthersByName =
    "What adapt() learns is a variable in tf.keras and none in Keras 3. Where the layers of your model are called as "
    "in "
    "the file, model.load_weights(path, by_name=True, skip_mismatch=True) loads all others.";

// Where no config says how the layer was made.
Answer if_given_bins(const Layer& layer) {
  return depends(causes::none(), "It loads if " + layer.name +
                                     " was given bin_boundaries; with num_bins, tf.keras expects a variable there that "
                                     "Keras 3 does not write.");
}

}  // namespace

std::optional<Answer> meet_learnt_state(const Generation& loader, const Contents& file, std::size_t model_layers) {
  const bool gains = loader.is_tensorflow() && keras::is_keras_3(file.subject.checkpoint->writer);
  const bool loses = loader.is_keras_3() && keras::is_tf_keras(file.subject.checkpoint->writer);
  if (!file.is_legacy() || (!gains && !loses)) return std::nullopt;
  std::size_t other = 0;  // layers that have weights in one of the two alone
  std::optional<Contradiction> inside;
  for (const Layer& layer : file.subject.checkpoint->layers) {
    const std::size_t count = count_of(layer, file);
    if (gains && layer.class_name == kBins && file.model.is_subclassed()) return if_given_bins(layer);
    if (count == 0 || (loses && layer.tensors.empty())) continue;
    if (layer.tensors.size() == (loses ? count : 0)) {
      ++other;
    } else if (!inside) {
      inside = made_with_fewer(layer, loses ? count : 0);
      if (gains) inside->needed.resize(inside->stored + count);
    }
  }
  if (other == 0 && !inside) return std::nullopt;
  const std::size_t expected = gains ? model_layers + other : model_layers - std::min(other, model_layers);
  std::string error = other > 0 ? layer_count(loader, expected, file.legacy.layers_with_weights)
                                : other_variables(loader, file, *inside);
  return raises(std::move(error), causes::none(), kOthersByName);
}

std::optional<Answer> lack_learnt_state(const Generation& loader, const Contents& file) {
  const keras::Checkpoint& checkpoint = *file.subject.checkpoint;
  if (!loader.is_tensorflow() || !keras::is_keras_3(checkpoint.writer)) return std::nullopt;
  for (const Layer& layer : checkpoint.layers) {
    if (layer.class_name != kBins || !layer.tensors.empty()) continue;
    if (!file.architecture.is_object() || file.model.is_subclassed()) {
      return if_given_bins(layer);
    }
    if (count_of(layer, file) == 0) continue;
    Object object = object_of(layer);
    object.variables = {"summary"};
    return raises("ValueError: " + received(loader, object, 1, 0), causes::none(),
                  "tf.keras expects a variable in " + layer.name +
                      " that Keras 3 does not write: give it bin_boundaries in the constructor, those that "
                      "adapt() found.");
  }
  return std::nullopt;
}

}  // namespace weighbridge::loaders
