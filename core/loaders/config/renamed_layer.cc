#include "loaders/config/renamed_layer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "keras/versions.h"
#include "loaders/causes.h"
#include "loaders/messages.h"

namespace weighbridge::loaders {
namespace {

using json::Value;

constexpr int kMostModels = 40;  // in each other

enum class Lost { nothing, call, inputs, outputs, layer };

struct Renamed {
  Lost lost = Lost::nothing;
  bool is_inside = false;          // of a model in the model
  bool is_model = false;           // the first of them is one
  std::vector<std::string> names;  // of the layers that are not called; of an input, its own
};

// ["dense", 0, 0, {}] somewhere in the calls of a layer.
bool mentions(Value calls, const std::vector<std::string>& names, int depth = 0) {
  bool found = false;
  bool is_first = true;
  calls.each_element([&](Value element) {
    const auto name = is_first ? element.string() : std::nullopt;
    is_first = false;
    found = found || (name && std::ranges::contains(names, *name)) ||
            (depth < 4 && element.is_array() && mentions(element, names, depth + 1));
  });
  return found;
}

bool has_no_element(Value list) { return list.is_array() && list.size() == 0; }

// keras/engine/network.py, get_config (2.2.4, 2.3.1): the nodes of the model are known by the names that their layers
// had when it was made.
Renamed find_renamed(Value model, int depth = 0) {
  const Value config = model["config"];
  const Value layers = config["layers"];
  Renamed found;
  if (depth > kMostModels || !config["output_layers"].is_array()) return found;
  layers.each_element([&](Value layer) {
    if (found.lost == Lost::nothing && layer["config"]["layers"].is_array()) found = find_renamed(layer, depth + 1);
  });
  if (found.lost != Lost::nothing) {
    found.is_inside = true;
    return found;
  }
  layers.each_element([&](Value layer) {
    if (layer["class_name"].string() == "InputLayer" || !has_no_element(layer["inbound_nodes"])) return;
    if (found.names.empty()) found.is_model = layer["config"]["layers"].is_array();
    found.names.push_back(layer["name"].string().value_or(""));
  });
  bool waits = false;
  if (!found.names.empty()) {
    layers.each_element([&](Value layer) { waits = waits || mentions(layer["inbound_nodes"], found.names); });
  }
  if (waits)
    found.lost = Lost::call;
  else if (has_no_element(config["input_layers"]))
    found.lost = Lost::inputs;
  else if (has_no_element(config["output_layers"]))
    found.lost = Lost::outputs;
  else if (!found.names.empty())
    found.lost = Lost::layer;
  return found;
}

constexpr std::string_view kDisconnected = "ValueError: Graph disconnected: cannot obtain value for tensor";
constexpr std::string_view kEndless = "It does not return: the call of a layer is looked for without end.";

// keras/src/models/functional.py, functional_from_config: since 3.14 a call that never comes is an error (3.13.2 and
// 3.15.1 read, 3.15.1 run). keras/src/ops/function.py, Function.__init__, is the same from 3.0.5 to 3.15.1.
std::string raised_in_keras_3(const Generation& loader, Lost lost) {
  switch (lost) {
    case Lost::call:
      return loader.keras_since(3, 14) ? "ValueError: Invalid Functional model configuration. The graph of the "
                                         "Functional model either has loops or disconnected nodes."
                                       : std::string(kEndless);
    case Lost::inputs:
      return "ValueError: `inputs` argument cannot be empty. Received:\ninputs=[]";
    default:
      return "ValueError: `outputs` argument cannot be empty. Received:\ninputs=[<KerasTensor ...>]\noutputs=[]";
  }
}

// Layers with weights that the model is left without.
std::size_t with_weights(const Renamed& renamed, const Contents& file) {
  return static_cast<std::size_t>(std::ranges::count_if(file.subject.checkpoint->layers, [&](const Layer& layer) {
    return !layer.tensors.empty() && std::ranges::contains(renamed.names, layer.name);
  }));
}

std::string other_count(const Generation& loader, std::size_t model, std::size_t saved) {
  const bool is_late = loader.is_keras_3() || loader.tensorflow_since(2, 7);
  return is_late ? say(messages::kLayerCount, {std::to_string(model), std::to_string(saved)})
                 : say(messages::kLayerCountOld, {std::to_string(saved), std::to_string(model)});
}

std::optional<std::string> error_of(const Generation& loader, const Contents& file, const Renamed& renamed) {
  const std::size_t saved = file.legacy.layers_with_weights;
  const std::size_t left_out = with_weights(renamed, file);
  const bool is_late = loader.is_keras_3();
  if (is_late && renamed.lost != Lost::layer) return raised_in_keras_3(loader, renamed.lost);
  // In Keras 2 a model has a call from the start, that of its own inputs.
  if (renamed.lost == Lost::call && renamed.is_model && loader.is_standalone()) return std::string(kDisconnected);
  if (renamed.lost == Lost::call) return std::string(kEndless);
  if (renamed.is_inside) {
    if (renamed.lost != Lost::outputs || is_late) return std::nullopt;
    return loader.keras_since(2, 3) ? std::string(kEndless) : "IndexError: list index out of range";
  }
  if (renamed.lost == Lost::inputs) {
    const bool has_none = has_no_element(file.architecture["config"]["output_layers"]);
    if (has_none) return other_count(loader, 0, saved);
    return std::string(kDisconnected);
  }
  // keras/engine/network.py of Keras 2 makes a model of what leads to an output; tf.keras adds what was called.
  if (renamed.lost == Lost::outputs && loader.is_standalone()) return other_count(loader, 0, saved);
  if (left_out == 0 || left_out > saved) return std::nullopt;
  return other_count(loader, saved - left_out, saved);
}

}  // namespace

std::optional<Answer> connect_renamed(const Generation& loader, const Contents& file) {
  if (file.is_zip || !file.is(keras::Layout::legacy_model) || !file.architecture.is_object()) return std::nullopt;
  const Renamed renamed = find_renamed(file.architecture);
  if (renamed.lost == Lost::nothing) return std::nullopt;
  // So TensorFlow writes what an attribute of the model keeps (in_attributes.h); Keras 2 does not list that.
  if (renamed.lost == Lost::layer && !file.in_attributes.empty() && keras::is_tf_keras(file.subject.checkpoint->writer))
    return std::nullopt;
  auto error = error_of(loader, file, renamed);
  if (!error) return std::nullopt;
  const std::string who =
      renamed.names.empty() ? "an input" : "'" + text::shorten(text::to_valid_utf8(renamed.names.front()), 60) + "'";
  return raises_but_offers_weights(
      std::move(*error), causes::none(),
      "The config does not say how " + who +
          " is connected: most likely it was given that name after the model had been made.");
}

}  // namespace weighbridge::loaders
