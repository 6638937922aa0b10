// from_config of a class that was found.
#include <algorithm>
#include <array>
#include <utility>

#include "revival/messages.h"
#include "revival/operations.h"
#include "revival/python_text.h"
#include "revival/refused_values.h"
#include "revival/reviver.h"
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

// keras/src/ops/operation.py, __init__: the first thing that a layer or model of Keras 3 asks of its arguments.
Trouble Reviver::slash_in_name(Value config) const {
  const std::string name = text_of(config["name"]);
  if (flavour_ != Flavour::keras_3 || !name.contains('/')) return std::nullopt;
  return raised("ValueError", filled(messages::kSlashInName, "{}", name), Obstacle::slash, name);
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

// keras/layers/preprocessing: Discretization(bins) of TensorFlow 2.3 and 2.4, bin_boundaries since.
Trouble lacks_in_keras_2(atlas::Class which, std::string_view name, Value config, atlas::Release release) {
  for (const std::string_view key : atlas::required(which, release)) {
    if (config.is_object() && !config[key].exists())
      return raised("TypeError", filled(messages::kNoArgumentEarly, "{}", key), Obstacle::argument, name);
  }
  return std::nullopt;
}

// Before __init__ is run at all.
bool is_of_python(const Trouble& refusal) { return refusal && refusal->text.contains("__init__() got an unexpected"); }

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
  if (auto trouble = inner_layers(name, config, depth)) return trouble;
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
  // What Python itself refuses comes before __init__, what Keras refuses behind the name.
  auto refusal_of_keys = refused(which, name, config, spelling);
  if (auto slash = slash_in_name(config); slash && !is_of_python(refusal_of_keys))
    return is_wrapped ? when_deserializing(std::move(slash), name) : slash;
  if (flavour_ == Flavour::legacy && !is_of_python(refusal_of_keys)) {
    if (auto lacking = lacks_in_keras_2(which, name, config, release_))
      return is_wrapped ? when_deserializing(std::move(lacking), name) : lacking;
  }
  if (refusal_of_keys) return refusal_of_keys;
  if (flavour_ == Flavour::keras_3) {
    if (auto trouble = spelling == Spelling::as_written ? list_as_axis(name, config) : std::nullopt) return trouble;
    if (auto trouble = refused_value(name, config)) return trouble;
  }
  if (!policy_first) {
    if (auto trouble = policy(config["dtype"], name, spelling, depth)) return trouble;
  }
  if (parts_first) return std::nullopt;
  auto trouble = parts(config, depth);
  return is_wrapped ? when_deserializing(std::move(trouble), name) : trouble;
}

namespace {

constexpr std::string_view kAttention = "MultiHeadAttention";

// The operation Dot has no axes, the layer Dot cannot do without. Nor can a layer of the user's own that Keras takes
// for one of its own.
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

namespace {

// tensorflow/python/keras/utils/generic_utils.py, class_and_config_for_serialized_keras_object: the config of a model
// is gone through as a dict in 2.1 and 2.2, which that of a Sequential of Keras up to 2.2.2 is not (2.0.4 does not
// look, 2.3 lets a list through; all from the source, 2.1.0 and 2.3.4 run).
Trouble list_as_dict(Value config, std::string_view class_name, const atlas::ReleaseFacts& facts) {
  const bool goes_through = facts.family == atlas::Family::tf_dot_keras && facts.major_number == 2 &&
                            (facts.minor_number == 1 || facts.minor_number == 2);
  if (!goes_through || !config.is_array()) return std::nullopt;
  return raised("AttributeError", "'list' object has no attribute 'items'", Obstacle::value, class_name);
}

}  // namespace

// keras/src/legacy/saving/saving_utils.py, model_from_config, and serialization.py, deserialize_keras_object
Trouble Reviver::legacy_layer(Value value, int depth) const {
  if (depth > kMostDepth || !value.is_object()) return std::nullopt;
  const std::string class_name = text_of(value["class_name"]);
  const Value config = value["config"];
  const bool is_own_model =
      is_model(class_name) && (flavour_ != Flavour::legacy || knows(Kind::layer, class_name, atlas::Written::config));
  if (is_own_model && (flavour_ != Flavour::keras_3 || !config.is_array())) {
    auto trouble = list_as_dict(config, class_name, atlas::facts_of(release_));
    return trouble ? trouble : make_model(class_name, config, depth);
  }
  const std::string_view behind = atlas::behind_name(Kind::layer, class_name, atlas::Written::config, release_);
  const auto which = atlas::find_class(Kind::layer, behind.empty() ? std::string_view(class_name) : behind);
  // What is handed over goes before what Keras has of that name.
  const bool is_given = std::ranges::contains(given_, class_name);
  if (is_given || (behind.empty() && has_code_of(class_name)))
    return when_deserializing(slash_in_name(config), class_name);
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
  if (!trouble && flavour_ == Flavour::keras_3) trouble = lacks_argument(*which, behind, config, release_);
  if (!trouble && behind == kAttention) return attention_without_shapes(value, flavour_, release_);
  return !trouble && since(14) ? score_mode_as_function(behind, config) : trouble;
}

}  // namespace weighbridge::revival
