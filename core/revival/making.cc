// from_config of a class that was found.
#include <algorithm>
#include <array>
#include <utility>

#include "revival/graph.h"
#include "revival/messages.h"
#include "revival/operations.h"
#include "revival/python_text.h"
#include "revival/reviver.h"
#include "revival/sequence.h"
#include "revival/wrapping.h"

namespace weighbridge::revival {
namespace {

using atlas::Kind;
using json::Value;

// A list of keys in the words of the refusal: "['batch_shape', 'optional']".
struct Refused {
  std::string first;
  std::string names;   // 'a', 'b'
  std::string values;  // 'a': 1, 'b': 2

  void add(std::string_view key, Value value) {
    const std::string quoted = "'" + std::string(key) + "'";
    if (first.empty()) {
      first = key;
    } else {
      names += ", ";
      values += ", ";
    }
    names += quoted;
    values += quoted + ": " + python_repr(value);
  }
};

// The key under which the layer sees it; empty: it is taken away.
std::string_view rewritten(std::string_view key, std::string_view class_name) {
  if (key == "batch_input_shape") return class_name == "InputLayer" ? "batch_shape" : "input_shape";
  const bool is_of_lambda =
      key == "module" || key == "function_type" || key == "output_shape_type" || key == "output_shape_module";
  return class_name == "Lambda" && is_of_lambda ? std::string_view{} : key;
}

}  // namespace

// The keys of a config that the class does not take, in its release's words.
Trouble Reviver::refused(atlas::Class which, std::string_view name, Value config, Spelling spelling) const {
  Refused keys;
  config.each_member([&](std::string_view written, Value value) {
    const std::string_view key = spelling == Spelling::rewritten ? rewritten(written, name) : written;
    if (!key.empty() && atlas::takes(which, key, release_) == atlas::Takes::no) keys.add(key, value);
  });
  if (keys.first.empty()) return std::nullopt;
  std::string said(atlas::refusal_text(which, release_));
  if (said.empty()) said = "TypeError: {class}.__init__() got an unexpected keyword argument '{}'";
  said = filled(filled(said, "'{}': {value}", keys.values), "['{}']", "[" + keys.names + "]");
  Raised result = raised_as(filled(filled(said, "{class}", name), "{}", keys.first));
  result.obstacle = Obstacle::argument;
  result.name = name;
  result.argument = keys.first;
  return result;
}

Trouble Reviver::make(Kind kind, atlas::Class which, std::string_view name, Value config, int depth) const {
  if (kind == Kind::layer) return make_layer(which, name, config, Spelling::as_written, depth);
  if (auto trouble = refused(which, name, config, Spelling::as_written)) {
    return kind == Kind::operation ? when_deserializing(std::move(trouble), name) : trouble;
  }
  Trouble trouble;
  // Schedules in optimizers, optimizers in optimizers, functions in losses and metrics.
  for (const std::string_view key : {"learning_rate", "inner_optimizer", "fn"}) {
    if (!trouble && config[key].is_object()) trouble = object(config[key], depth + 1);
  }
  return trouble;
}

namespace {

std::string refused_code(Flavour flavour, int minor_number) {
  if (flavour != Flavour::keras_3) return std::string(messages::kLambdaInTensorFlow);
  if (minor_number >= 11) return std::string(messages::kLambdaLayer);
  return filled(messages::kLambdaLayerEarly, "{}", minor_number >= 10 ? "function" : "{arg_name}");
}

// keras/src/layers/normalization/batch_normalization.py, __init__ (3.0.5 to 3.15.1). Only the legacy form is rewritten
// before (keras/src/legacy/saving/saving_utils.py, model_from_config), which TensorFlow 2.13 and later write of no
// layer in a Sequential that is in another model.
Trouble list_as_axis(std::string_view name, Value config) {
  if (name != "BatchNormalization" || !config["axis"].is_array()) return std::nullopt;
  return when_deserializing(raised("TypeError", std::string(messages::kListAsInteger), Obstacle::value, name), name);
}

}  // namespace

Trouble Reviver::make_layer(atlas::Class which, std::string_view name, Value config, Spelling spelling,
                            int depth) const {
  if (name == "Lambda" && safe_) {
    const Value function = config["function"];
    // TensorFlow writes its code as a list, which Keras 3 takes for code in the legacy form alone.
    const bool is_list_of_code =
        function.is_array() && (flavour_ != Flavour::keras_3 || spelling == Spelling::rewritten);
    if (is_list_of_code || text_of(function["class_name"]) == "__lambda__")
      return raised("ValueError", refused_code(flavour_, minor_), Obstacle::code, name);
  }
  if (name == "TFSMLayer" && safe_ && flavour_ == Flavour::keras_3 && since(12))
    return raised("ValueError", std::string(messages::kSavedModelLayer), Obstacle::code, name);
  if (auto trouble = inner_layers(config, depth)) return trouble;
  // keras/src/layers/core/dense.py, from_config: since 3.13 before the policy.
  if (atlas::takes(which, "quantization_config", release_) == atlas::Takes::yes) {
    if (auto trouble = object(config["quantization_config"], depth + 1)) return trouble;
  }
  // A class with a from_config of its own lets through what its constructor raises. So do recurrent layers of Keras 3,
  // which make their cell, and all that is looked up for it, before their base sees the other keys
  // (keras/src/layers/rnn/lstm.py).
  const std::string_view refusal = atlas::refusal_text(which, release_);
  const bool is_wrapped =
      refusal.starts_with("TypeError: Error when deserializing") || (refusal.empty() && flavour_ == Flavour::keras_3);
  const bool parts_first = !is_wrapped && flavour_ == Flavour::keras_3;
  const bool policy_first = parts_first || since(4);
  if (policy_first) {
    if (auto trouble = policy(config["dtype"], name, spelling, depth)) return trouble;
  }
  if (parts_first) {
    if (auto trouble = parts(config, depth)) return trouble;
  }
  if (auto trouble = refused(which, name, config, spelling)) return trouble;
  if (flavour_ == Flavour::keras_3 && spelling == Spelling::as_written) {
    if (auto trouble = list_as_axis(name, config)) return trouble;
  }
  if (!policy_first) {
    if (auto trouble = policy(config["dtype"], name, spelling, depth)) return trouble;
  }
  if (parts_first) return std::nullopt;
  auto trouble = parts(config, depth);
  return is_wrapped ? when_deserializing(std::move(trouble), name) : trouble;
}

// A layer in a model: with a module of the v3 form, without one of the legacy form. Keras before TensorFlow 2.13 does
// not look.
Trouble Reviver::either_form(Value layer, int depth) const {
  const bool is_v3 = flavour_ != Flavour::legacy && layer["module"].exists();
  return is_v3 ? object(layer, depth) : legacy_layer(layer, depth);
}

// TensorFlow's models look layers up by their bare names, in a table that lacks some (tf.keras 2.15,
// keras/src/layers/serialization.py, populate_deserializable_objects).
Trouble Reviver::layer_of_model(Value layer, std::string_view model_class, int depth) const {
  const std::string class_name = text_of(layer["class_name"]);
  const bool is_lacking = flavour_ == Flavour::tensorflow_v3 && is_keras(text_of(layer["module"])) &&
                          !is_model(class_name) && !knows(Kind::layer, class_name, atlas::Written::config) &&
                          atlas::find_class(Kind::layer, class_name);
  if (!is_lacking || has_code_of(class_name)) return either_form(layer, depth);
  const bool is_sequential = model_class == "Sequential";
  return raised(
      "TypeError",
      is_sequential ? filled(messages::kNameInSequential, "{}", class_name) : std::string(messages::kNameInFunctional),
      Obstacle::missing_class, class_name);
}

Trouble Reviver::make_model(std::string_view class_name, Value config, int depth) const {
  Trouble trouble;
  const bool is_sequence = class_name == "Sequential" && flavour_ == Flavour::keras_3;
  Sequence sequence(config, minor_);
  const Value layers = config.is_array() ? config : config["layers"];
  layers.each_element([&](Value layer) {
    if (!trouble) trouble = layer_of_model(layer, class_name, depth + 1);
    if (!trouble && is_sequence) trouble = sequence.add(layer);
  });
  if (trouble || flavour_ != Flavour::keras_3) return trouble;
  return is_sequence ? sequence.finish() : connect_in_keras_3(config, minor_);
}

namespace {

// A class whose compile() takes arguments of its own has to read them itself (keras/src/trainers/trainer.py,
// compile_from_config).
bool has_own_compile(Value compile_config) {
  constexpr std::array<std::string_view, 9> kUsual = {
      "optimizer",           "loss",        "loss_weights",   "metrics", "weighted_metrics", "run_eagerly",
      "steps_per_execution", "jit_compile", "auto_scale_loss"};
  bool is_own = false;
  compile_config.each_member(
      [&](std::string_view key, Value) { is_own = is_own || !std::ranges::contains(kUsual, key); });
  return is_own;
}

}  // namespace

// `layers` in the config: the class is one of Sequential or Functional and calls their from_config.
Trouble Reviver::subclassed_model(Value value) const {
  auto trouble = make_model("Sequential", value["config"], 0);
  if (!value["module"].exists()) return trouble;
  if (!trouble) trouble = policy(value["config"]["dtype"], text_of(value["class_name"]), Spelling::as_written, 0);
  if (trouble) return let_out(std::move(trouble), "__main__", text_of(value["class_name"]));
  return has_own_compile(value["compile_config"]) ? std::nullopt : compiled(value["compile_config"], 0);
}

namespace {

constexpr std::string_view kAttention = "MultiHeadAttention";

// The operation Dot has no axes, the layer Dot cannot do without.
Trouble lacks_argument(atlas::Class which, std::string_view name, Value config, atlas::Release release) {
  for (const std::string_view key : atlas::required(which, release)) {
    if (config[key].exists()) continue;
    const std::string text = filled(filled(messages::kNoArgument, "{class}", name), "{}", key);
    return when_deserializing(raised("TypeError", text, Obstacle::operation, name), name);
  }
  return std::nullopt;
}

// keras/src/legacy/saving/serialization.py, class_and_config_for_serialized_keras_object: since 3.14 a text in the
// config that is called like a function of keras.layers becomes that function. Of the arguments of Keras' own layers
// that is known of one.
Trouble score_mode_as_function(std::string_view class_name, Value config) {
  if (class_name != "Attention" || text_of(config["score_mode"]) != "dot") return std::nullopt;
  return when_deserializing(raised("ValueError", std::string(messages::kScoreMode), Obstacle::value, class_name),
                            class_name);
}

// TensorFlow 2.4 had the first MultiHeadAttention and kept no shapes in its config; from 2.5 on it cannot do without
// (keras/layers/multi_head_attention.py, from_config). Keras 3 builds it from the call, of which the legacy form names
// the query alone.
Trouble attention_without_shapes(Value layer, Flavour flavour, atlas::Release release) {
  const auto facts = atlas::facts_of(release);
  if (layer["config"]["query_shape"].exists()) return std::nullopt;
  if (flavour != Flavour::keras_3) {
    if (facts.minor_number < 5) return std::nullopt;
    return raised("KeyError", "'query_shape'", Obstacle::argument, kAttention);
  }
  bool is_called = false;
  layer["inbound_nodes"].each_element([&](Value node) { is_called = is_called || node.is_array(); });
  if (!is_called) return std::nullopt;
  return raised("TypeError", std::string(messages::kNoValueShape), Obstacle::graph, kAttention);
}

}  // namespace

// keras/src/legacy/saving/saving_utils.py, model_from_config, and serialization.py, deserialize_keras_object
Trouble Reviver::legacy_layer(Value value, int depth) const {
  if (depth > kMostDepth || !value.is_object()) return std::nullopt;
  const std::string class_name = text_of(value["class_name"]);
  const Value config = value["config"];
  const bool is_own_model =
      is_model(class_name) && (flavour_ != Flavour::legacy || knows(Kind::layer, class_name, atlas::Written::config));
  if (is_own_model && (flavour_ != Flavour::keras_3 || !config.is_array()))
    return make_model(class_name, config, depth);
  const std::string_view behind = atlas::behind_name(Kind::layer, class_name, atlas::Written::config, release_);
  const auto which = atlas::find_class(Kind::layer, behind.empty() ? std::string_view(class_name) : behind);
  if (behind.empty() && has_code_of(class_name)) return std::nullopt;
  const bool is_of_ops = is_operation(value);
  if (behind.empty() && !is_own_model) {
    const Obstacle obstacle = which       ? Obstacle::missing_class
                              : is_of_ops ? Obstacle::operation
                                          : Obstacle::custom_class;
    const std::string_view said = atlas::unknown_name_text(Kind::layer, atlas::Written::config, release_);
    if (flavour_ != Flavour::legacy || said.empty())
      return raised("ValueError", filled(messages::kUnknownLayer, "{}", class_name), obstacle, class_name);
    Raised trouble = raised_as(filled(said, "{}", class_name));
    trouble.obstacle = obstacle;
    trouble.name = class_name;
    return trouble;
  }
  if (config.is_array() && flavour_ == Flavour::keras_3)
    return raised("TypeError", "pop expected at most 1 argument, got 2", Obstacle::value, class_name);
  if (!which) return std::nullopt;
  const Spelling spelling = flavour_ == Flavour::keras_3 ? Spelling::rewritten : Spelling::as_written;
  auto trouble = make_layer(*which, behind, config, spelling, depth);
  if (!trouble && is_of_ops && flavour_ == Flavour::keras_3) trouble = lacks_argument(*which, behind, config, release_);
  if (!trouble && behind == kAttention) return attention_without_shapes(value, flavour_, release_);
  return !trouble && since(14) ? score_mode_as_function(behind, config) : trouble;
}

}  // namespace weighbridge::revival
