#include "revival/sequence.h"

#include <string>
#include <utility>

#include "revival/messages.h"
#include "revival/python_text.h"
#include "revival/reactions.h"
#include "revival/wrapping.h"

namespace weighbridge::revival {
namespace {

using json::Value;

// keras/src/models/functional.py, functional_from_config: the only output is taken out of its list in 3.3 and from 3.5
// to 3.10 (measured with 3.2.1, 3.3.3, 3.4.1, 3.5.0, 3.6.0, 3.8.0, 3.10.0, 3.11.3 to 3.15.1; 3.4.0, 3.7.0, 3.9.2 and
// 3.11.0 are from the source).
bool keeps_lists(int minor_number) { return minor_number < 3 || minor_number == 4 || minor_number > 10; }

Value first_of(Value list) {
  Value first;
  list.each_element([&](Value element) {
    if (!first.exists()) first = element;
  });
  return first;
}

Value layers_of(Value config) { return config.is_array() ? config : config["layers"]; }

Handed given_by_functional(Value config, int minor_number) {
  const Value outputs = config["output_layers"];
  if (!outputs.is_array()) return Handed::unknown;
  const Value first = first_of(outputs);
  if (first.is_string()) return Handed::tensor;
  if (outputs.size() != 1) return Handed::unknown;
  return keeps_lists(minor_number) ? Handed::list : Handed::tensor;
}

bool holds_numbers_alone(Value list) {
  bool holds = true;
  list.each_element([&](Value one) { holds = holds && (one.number() || one.is_null()); });
  return holds;
}

// keras/src/layers/core/lambda_layer.py, from_config and compute_output_shape: the shape is put behind the number of
// samples, a tuple. Since 3.4 a list of numbers is made one before. Of a function, TensorFlow writes its code, a list.
Trouble shape_as_list(Value layer, int minor_number) {
  const Value shape = layer["config"]["output_shape"];
  if (!shape.is_array()) return std::nullopt;
  const bool is_of_numbers = holds_numbers_alone(shape);
  if (minor_number >= 4 && is_of_numbers) return std::nullopt;
  const std::string text = filled(messages::kWhenCalling, "{}", "Lambda") +
                           filled(messages::kNotConcatenated, "{}", is_of_numbers ? "TrackedList" : "str");
  return raised("TypeError", text, Obstacle::output_shape, "Lambda");
}

}  // namespace

Handed given_by(Value model, int minor_number, int depth) {
  const Value config = model["config"];
  if (depth > kMostDepth) return Handed::unknown;
  if (text_of(model["class_name"]) != "Sequential") return given_by_functional(config, minor_number);
  Handed handed = Handed::tensor;
  layers_of(config).each_element([&](Value layer) {
    const bool is_inner = is_model(text_of(layer["class_name"]));
    const Handed of_tensor = is_inner ? given_by(layer, minor_number, depth + 1) : handed;
    if (handed == Handed::tensor || handed == Handed::unknown)
      handed = handed == Handed::unknown ? handed : of_tensor;
    else
      handed = is_inner ? model_reacts(layer, handed, of_tensor, minor_number).gives
                        : react(layer, handed, minor_number).gives;
  });
  return handed;
}

namespace {

// keras/src/layers/rnn/time_distributed.py, compute_output_shape (3.15.1): the list is taken for a shape.
Trouble distributed_list(Value layer, int minor_number) {
  const Value inner = layer["config"]["layer"];
  if (!is_model(text_of(inner["class_name"])) || given_by(inner, minor_number) != Handed::list) return std::nullopt;
  const std::string text = filled(messages::kWhenCalling, "{}", "TimeDistributed") + std::string(messages::kNoShape);
  return raised("ValueError", text, Obstacle::listed_output, text_of(inner["config"]["name"]));
}

// keras/src/layers/attention/multi_head_attention.py, compute_output_shape: what the config has as a list is made a
// tuple since 3.7.0.
Trouble attended_list(Value layer, int minor_number) {
  if (minor_number >= 7 || !layer["config"]["output_shape"].is_array()) return std::nullopt;
  const std::string class_name = text_of(layer["class_name"]);
  const std::string text = filled(messages::kWhenCalling, "{}", class_name) + std::string(messages::kListToTuple);
  return raised("TypeError", text, Obstacle::value, class_name);
}

}  // namespace

bool ends_with_list(Value model, int minor_number) {
  if (text_of(model["class_name"]) != "Sequential") return false;
  Value last;
  layers_of(model["config"]).each_element([&](Value layer) { last = layer; });
  if (is_model(text_of(last["class_name"]))) return false;
  const Handed given = given_by(model, minor_number);
  return given != Handed::tensor && given != Handed::unknown;
}

Trouble when_called(Value layer, int minor_number) {
  const auto class_name = layer["class_name"].string();
  if (class_name == "TimeDistributed") return distributed_list(layer, minor_number);
  if (class_name == "MultiHeadAttention") return attended_list(layer, minor_number);
  return class_name == "Lambda" ? shape_as_list(layer, minor_number) : std::nullopt;
}

// keras/src/models/sequential.py, add and _maybe_rebuild. What is called like a model has an input_shape: asked for
// since 3.5.
bool Sequence::is_built_by(Value first_layer) const {
  const std::string class_name = text_of(first_layer["class_name"]);
  if (is_model(class_name)) return minor_ >= 5;
  return class_name == "InputLayer" || first_layer["config"]["batch_input_shape"].is_array();
}

Trouble Sequence::add(Value layer) {
  if (!std::exchange(has_first_, true)) {
    builds_ = is_built_by(layer);
    if (const auto input = doubled_input(config_); input && builds_)
      doubled_.emplace(*input, text_of(config_["name"]), minor_);
  }
  if (builds_) return call(layer);
  waiting_.push_back(layer);
  return std::nullopt;
}

Trouble Sequence::finish() {
  if (!config_["build_input_shape"].is_array()) return std::nullopt;
  for (const Value layer : std::exchange(waiting_, {})) {
    if (auto trouble = call(layer)) return trouble;
  }
  return std::nullopt;
}

Trouble Sequence::call(Value layer) {
  auto trouble = hand_to(layer);
  return !trouble && doubled_ ? doubled_->call(layer) : trouble;
}

Trouble Sequence::hand_to(Value layer) {
  if (handed_ == Handed::unknown) return std::nullopt;
  const bool is_inner = is_model(text_of(layer["class_name"]));
  const Handed of_tensor = is_inner ? given_by(layer, minor_) : Handed::tensor;
  if (handed_ == Handed::tensor) {
    handed_ = of_tensor;
    return when_called(layer, minor_);
  }
  Reaction reaction = is_inner ? model_reacts(layer, handed_, of_tensor, minor_) : react(layer, handed_, minor_);
  handed_ = reaction.gives;
  return std::move(reaction.trouble);
}

}  // namespace weighbridge::revival
