#include "revival/graph.h"

#include <cstdint>
#include <string>

#include "revival/messages.h"
#include "revival/python_text.h"

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

// Nested functional models count their calls from 1, which the reader took for 0 until 3.3 (keras pull request 19525).
Trouble beyond_calls(Value config, Value tensors) {
  Trouble trouble;
  const auto check = [&](Value tensor) {
    if (trouble || !is_flat(tensor)) return;
    const Value layer = layer_named(config, first_text(tensor));
    if (node_of(tensor) >= static_cast<std::int64_t>(layer["inbound_nodes"].size()) &&
        layer["inbound_nodes"].size() > 0)
      trouble = raised("IndexError", std::string(messages::kNoSuchNode));
  };
  if (is_flat(tensors))
    check(tensors);
  else
    tensors.each_element(check);
  return trouble;
}

}  // namespace

Trouble connect_in_keras_3(Value config, int minor_number) {
  if (minor_number < 4) {
    for (const std::string_view key : {"input_layers", "output_layers"}) {
      const Value tensors = config[key];
      if (!is_flat(tensors)) continue;
      const std::string name = first_text(tensors);
      if (name.size() != 3)
        return raised("TypeError", filled(messages::kFlatTensors, "{}", std::to_string(name.size())));
    }
  }
  if (minor_number < 3) return beyond_calls(config, config["output_layers"]);
  return std::nullopt;
}

}  // namespace weighbridge::revival
