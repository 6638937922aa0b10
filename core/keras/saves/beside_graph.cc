#include "keras/saves/beside_graph.h"

#include <optional>
#include <string>

namespace weighbridge::keras {

// TensorFlow 2.1 to 2.15 and tf_keras list a layer that is kept in an attribute of a functional model
// (`model.extra = Dense(3)`) among its layers, without a call (keras/engine/functional.py, get_network_config of 2.6;
// run with 2.1, 2.3, 2.6 and 2.15). A layer whose output is an input of the model has no call there either.
bool is_beside_graph(json::Value layer, json::Value model_config) {
  const json::Value calls = layer["inbound_nodes"];
  const json::Value inputs = model_config["input_layers"];
  if (!calls.is_array() || calls.size() > 0 || !inputs.is_array() || layer["class_name"].string() == "InputLayer")
    return false;
  bool is_input = false;
  inputs.each_element([&](json::Value input) {  // ["input_1", 0, 0], or its parts where there is only one
    std::optional<std::string> name = input.string();
    input.each_element([&](json::Value part) { name = name ? name : part.string(); });
    is_input |= name && name == layer["name"].string();
  });
  return !is_input;
}

}  // namespace weighbridge::keras
