#include "revival/graph.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "revival/messages.h"
#include "revival/operations.h"
#include "revival/python_text.h"
#include "revival/sequence.h"

namespace weighbridge::revival {
namespace {

using json::Value;

Raised raised(std::string_view type, std::string text) {
  return {.type = std::string(type), .text = std::move(text), .obstacle = Obstacle::graph, .name = "", .argument = ""};
}

// ["dense", 0, 0] where early versions expect [["dense", 0, 0]].
bool is_flat(Value tensors) {
  bool is_text = false;
  bool seen = false;
  tensors.each_element([&](Value element) {
    if (!seen) is_text = element.is_string();
    seen = true;
  });
  return is_text;
}

std::string first_text(Value list) {
  std::string text;
  list.each_element([&](Value element) {
    if (text.empty()) text = element.string().value_or("");
  });
  return text;
}

Value layer_named(Value config, std::string_view name) {
  Value found;
  config["layers"].each_element([&](Value layer) {
    if (layer["name"].string() == name) found = layer;
  });
  return found;
}

std::int64_t node_of(Value tensor) {
  std::int64_t node = 0;
  int position = 0;
  tensor.each_element([&](Value element) {
    if (position++ == 1) node = element.integer().value_or(0);
  });
  return node;
}

bool is_functional(Value layer) {
  const auto class_name = layer["class_name"].string();
  return class_name == "Functional" || class_name == "Model";
}

// A call that waits for another one that never comes (Keras 2 counts the calls of a model in a model from 1): the
// model is never connected, which is known elsewhere (loaders/rebuild.cc).
bool waits_for_ever(Value config) {
  bool waits = false;
  config["layers"].each_element([&](Value layer) {
    layer["inbound_nodes"].each_element([&](Value call) {
      call.each_element([&](Value input) {
        if (waits || node_of(input) <= 0) return;  // as nearly all, of which large models have thousands
        const Value giver = layer_named(config, first_text(input));
        waits = node_of(input) >= static_cast<std::int64_t>(giver["inbound_nodes"].size());
      });
    });
  });
  return waits;
}

// get_tensor: since 3.3 calls of functional models are counted from 1 there (keras pull request 19525). Those of a
// Sequential are not, though Keras 2 writes them so.
Trouble beyond_calls(Value config, Value tensors, int minor_number, int depth = 0) {
  Trouble trouble;
  if (!is_flat(tensors)) {
    const auto one = [&](Value inner) {
      if (!trouble && depth < 8) trouble = beyond_calls(config, inner, minor_number, depth + 1);
    };
    tensors.each_element(one);
    tensors.each_member([&](std::string_view, Value inner) { one(inner); });
    return trouble;
  }
  const Value layer = layer_named(config, first_text(tensors));
  const auto calls = static_cast<std::int64_t>(layer["inbound_nodes"].size());
  const std::int64_t call = node_of(tensors) - (minor_number >= 3 && is_functional(layer) ? 1 : 0);
  if (calls > 0 && call >= calls) trouble = raised("IndexError", std::string(messages::kNoSuchNode));
  return trouble;
}

Raised not_called_so(Value layer, std::string_view type, std::string text) {
  return {.type = std::string(type),
          .text = std::move(text),
          .obstacle = Obstacle::operation,
          .name = layer["class_name"].string().value_or(""),
          .argument = ""};
}

// x + y is the operation Add, which takes both; the layer of that name, which the legacy form is read as, takes a list.
Trouble called_as_operation(Value layer) {
  if (!is_operation(layer)) return std::nullopt;
  Trouble trouble;
  layer["inbound_nodes"].each_element([&](Value node) {
    const Value arguments = node["args"];
    if (trouble || arguments.size() < 2) return;
    arguments.each_element([&](Value argument) {
      if (trouble || !argument.number()) return;
      const bool is_whole = argument.integer().has_value();
      const std::string shown =
          is_whole ? python_repr(argument) + " (of type <class 'int'>)" : "N (of type <class 'float'>)";
      trouble = not_called_so(layer, "ValueError", filled(messages::kOnlyTensors, "{}", shown));
    });
    if (!trouble) trouble = not_called_so(layer, "TypeError", std::string(messages::kTooManyArguments));
  });
  return trouble;
}

// Keras 1 and 2 note the state that a recurrent layer begins with (`initial_state=[...]`) as further inputs. Keras 3
// calls the layer with the list of all, which its input_spec refuses (keras/src/layers/input_spec.py).
Trouble called_with_states(Value layer) {
  constexpr std::array<std::string_view, 6> kRecurrent = {"LSTM",       "GRU",        "SimpleRNN",
                                                          "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"};
  if (!std::ranges::contains(kRecurrent, layer["class_name"].string().value_or(""))) return std::nullopt;
  Trouble trouble;
  layer["inbound_nodes"].each_element([&](Value inputs) {
    if (trouble || !inputs.is_array() || inputs.size() < 2) return;
    const std::string text = filled(messages::kManyInputs, "{}", layer["name"].string().value_or(""));
    trouble = raised("ValueError", filled(text, "{count}", std::to_string(inputs.size())));
  });
  return trouble;
}

}  // namespace

Trouble connect_in_keras_3(Value config, int minor_number) {
  Trouble trouble;
  config["layers"].each_element([&](Value layer) {
    if (!trouble) trouble = called_as_operation(layer);
    if (!trouble) trouble = called_with_states(layer);
    if (!trouble) trouble = when_called(layer, minor_number);
  });
  if (trouble || waits_for_ever(config)) return trouble;
  if (minor_number < 4) {
    for (const std::string_view key : {"input_layers", "output_layers"}) {
      const Value tensors = config[key];
      if (!is_flat(tensors)) continue;
      const std::string name = first_text(tensors);
      if (name.size() != 3)
        return raised("TypeError", filled(messages::kFlatTensors, "{}", std::to_string(name.size())));
    }
  }
  return beyond_calls(config, config["output_layers"], minor_number);
}

}  // namespace weighbridge::revival
