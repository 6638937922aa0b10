#include "loaders/config/stored_array.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "loaders/causes.h"
#include "loaders/config/each_layer.h"
#include "loaders/messages.h"

namespace weighbridge::loaders {
namespace {

using json::Value;

// Normalization, Discretization, lookup layers and initializers read theirs back (run).
struct Argument {
  std::string_view class_name;
  std::string_view key;
  std::string_view module;
};
constexpr std::array kArguments = {
    Argument{"Masking", "mask_value", "layers.core.masking"},
    Argument{"Rescaling", "scale", "layers.preprocessing.image_preprocessing"},
    Argument{"Rescaling", "offset", "layers.preprocessing.image_preprocessing"},
};

const Argument* array_in(Value layer) {
  if (layer["registered_name"].is_string()) return nullptr;  // the user's own of that name
  for (const Argument& one : kArguments) {
    if (layer["class_name"].string() == one.class_name &&
        layer["config"][one.key]["class_name"].string() == "__numpy__")
      return &one;
  }
  return nullptr;
}

struct StoredArray {
  std::string object;  // "layers.core.masking.Masking", of the outermost layer
  std::string layer;
  const Argument* argument = nullptr;
};

StoredArray first_array(Value architecture) {
  StoredArray found;
  each_layer(architecture, [&](Value layer) {
    if (found.argument != nullptr) return;
    const bool is_wrapped = layer["class_name"].string() == "TimeDistributed";
    const Argument* argument = array_in(is_wrapped ? layer["config"]["layer"] : layer);
    if (argument == nullptr) return;
    found = {.object = is_wrapped ? "layers.rnn.time_distributed.TimeDistributed"
                                  : std::string(argument->module) + '.' + std::string(argument->class_name),
             .layer = text::shorten(text::to_valid_utf8(layer["config"]["name"].string().value_or("")), 60),
             .argument = argument};
  });
  return found;
}

// keras/src/engine/base_layer.py, _functional_construction_call (2.13.1 to 2.15.1, tf_keras 2.21.0)
constexpr std::string_view kNotFromConfig =
    "TypeError: <{}.{} object at 0x...> could not be deserialized properly. Please ensure that components that are "
    "Python object instances (layers, models, etc.) returned by `get_config()` are explicitly deserialized in the "
    "model's `from_config()` method.";

// TensorFlow 2.12.1, with a Sequential of 2.15
constexpr std::string_view kWhenCalling =
    "TypeError: Exception encountered when calling layer \"{}\" (type {}).\n\nExpected float32 passed to parameter 'y'";

}  // namespace

std::optional<Answer> calculate_with_array(const Generation& loader, const Contents& file) {
  if (!loader.is_tensorflow() || !file.is_zip || !file.model.can_be_built) return std::nullopt;
  const StoredArray found = first_array(file.architecture);
  if (found.argument == nullptr) return std::nullopt;
  const bool is_beside = loader.package == Package::tf_keras;
  std::string error = loader.tensorflow_since(2, 13)
                          ? say(kNotFromConfig, {is_beside ? "tf_keras.src" : "keras.src", found.object})
                          : say(kWhenCalling, {found.layer, found.argument->class_name});
  return raises_but_offers_weights(
      std::move(error), causes::none(),
      "This Keras does not read the array back that '" + found.layer + "' has as " + std::string(found.argument->key) +
          ": " + std::string(found.argument->class_name) + " gets what stands for it in the file.");
}

}  // namespace weighbridge::loaders
