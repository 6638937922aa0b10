// Layers in models, wrappers and cells, and the models themselves.
#include <algorithm>
#include <array>
#include <utility>

#include "revival/graph.h"
#include "revival/messages.h"
#include "revival/python_text.h"
#include "revival/reviver.h"
#include "revival/sequence.h"
#include "revival/wrapping.h"

namespace weighbridge::revival {
namespace {

using atlas::Kind;
using json::Value;

// What TensorFlow's Keras says to the name of a class where it expects a layer (tf.keras 2.15).
Raised not_by_name(Holder holder, const std::string& name, Obstacle obstacle) {
  switch (holder) {
    case Holder::sequential:
      return raised("TypeError", filled(messages::kNameInSequential, "{}", name), obstacle, name);
    case Holder::bidirectional:
      return raised("ValueError", filled(messages::kNameInBidirectional, "{}", name), obstacle, name);
    case Holder::rnn:
      return raised("ValueError", filled(messages::kNameInRnn, "{}", name), obstacle, name);
    case Holder::stack_of_cells:
      return raised("ValueError", filled(messages::kNameInCells, "{}", name), obstacle, name);
    default:
      return raised("TypeError", std::string(messages::kNameInFunctional), obstacle, name);
  }
}

}  // namespace

// TensorFlow 2.13 and later look a layer in something up by its bare name, in a table that lacks some of Keras' own
// (keras/src/layers/serialization.py, populate_deserializable_objects). A class that is not there comes back as its
// name; one without a module, as those of a script are written, is refused (keras/src/saving/serialization_lib.py,
// deserialize_keras_object with module_objects; the same in keras 2.13.1, 2.14.0 and tf_keras 2.21.0).
Trouble Reviver::held_in_tensorflow(Value layer, Holder holder, int depth) const {
  // keras/src/layers/rnn/base_wrapper.py, from_config: always in the legacy form.
  if (holder == Holder::wrapper) return legacy_layer(layer, depth);
  const std::string name = text_of(layer["class_name"]);
  const std::string module = text_of(layer["module"]);
  const bool is_in_table = is_model(name) || knows(Kind::layer, name, atlas::Written::config);
  if (is_in_table && is_keras(module)) return object(layer, depth);
  if (has_code_of(name) || has_code_of(text_of(layer["registered_name"]))) return std::nullopt;
  if (layer["module"].is_null())
    return raised("TypeError", filled(messages::kCustomObject, "{}", name), Obstacle::custom_class, name);
  if (is_in_table || is_beside_keras(module.substr(0, module.find('.')))) return object(layer, depth);
  const bool is_own = is_keras(module) && !atlas::application_layer_in(module, name);
  return not_by_name(holder, name, is_own ? Obstacle::missing_class : Obstacle::custom_class);
}

// With a module of the v3 form, without one of the legacy form. Keras before TensorFlow 2.13 does not look, and later
// ones read all of a legacy file in the legacy form (keras/src/saving/legacy/save.py, load_model).
Trouble Reviver::held(Value layer, Holder holder, int depth) const {
  const bool is_v3 = flavour_ == Flavour::keras_3 || (flavour_ == Flavour::tensorflow_v3 && !in_legacy_file_);
  if (!is_v3 || !layer["module"].exists()) return legacy_layer(layer, depth);
  return flavour_ == Flavour::keras_3 ? object(layer, depth) : held_in_tensorflow(layer, holder, depth);
}

Trouble Reviver::make_model(std::string_view class_name, Value config, int depth) const {
  Trouble trouble;
  const bool is_sequential = class_name == "Sequential";
  const bool is_sequence = is_sequential && flavour_ == Flavour::keras_3;
  Sequence sequence(config, minor_);
  // A Sequential is made before its layers, a functional model of them.
  if (is_sequence) trouble = slash_in_name(config);
  const Value layers = config.is_array() ? config : config["layers"];
  layers.each_element([&](Value layer) {
    if (!trouble) trouble = held(layer, is_sequential ? Holder::sequential : Holder::functional, depth + 1);
    if (!trouble && is_sequence) trouble = sequence.add(layer);
  });
  if (trouble || flavour_ != Flavour::keras_3) return trouble;
  if (is_sequence) return sequence.finish();
  trouble = connect_in_keras_3(config, minor_);
  return trouble ? trouble : slash_in_name(config);
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

}  // namespace weighbridge::revival
