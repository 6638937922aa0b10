// What is inside a layer's config: other layers, its dtype policy, and what is looked up by name.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "revival/messages.h"
#include "revival/python_text.h"
#include "revival/revive.h"
#include "revival/reviver.h"
#include "revival/wrapping.h"

namespace weighbridge::revival {
namespace {

using atlas::Kind;
using atlas::Written;
using json::Value;

std::string_view word_for(Kind kind) {
  switch (kind) {
    case Kind::activation:
      return "activation function";
    case Kind::regularizer:
      return "regularizer";
    case Kind::constraint:
      return "constraint";
    default:
      return "initializer";
  }
}

struct Lookup {
  std::string_view ending;
  Kind kind;
};
constexpr std::array kLookups = {Lookup{"_initializer", Kind::initializer}, Lookup{"_regularizer", Kind::regularizer},
                                 Lookup{"_constraint", Kind::constraint}, Lookup{"activation", Kind::activation}};

struct Mode {
  std::string_view name;
  int since;  // minor of Keras 3
};
// keras/src/dtype_policies/dtype_policy.py, QUANTIZATION_MODES
constexpr std::array kModes = {Mode{"int8", 3},  Mode{"float8", 3}, Mode{"int4", 11},
                               Mode{"gptq", 12}, Mode{"awq", 14},   Mode{"ternary", 16}};

// "('int8', 'float8')"
std::string modes_until(int minor_number) {
  std::string list;
  for (const Mode& mode : kModes) {
    if (mode.since <= minor_number) list += (list.empty() ? "'" : ", '") + std::string(mode.name) + "'";
  }
  return "(" + list + ")";
}

// Or Keras up to 2.3.1.
bool is_tensorflow_before(atlas::Release release, int minor_number) {
  const auto facts = atlas::facts_of(release);
  return facts.family == atlas::Family::keras || facts.major_number < 2 ||
         (facts.major_number == 2 && facts.minor_number < minor_number);
}

// No lookups: "activation" of a text to be shown, say.
bool is_lookup(Value value) { return value.is_string() || value.is_object(); }

}  // namespace

std::optional<Kind> looked_up_as(std::string_view key) {
  const auto* lookup = std::ranges::find_if(kLookups, [key](const Lookup& one) { return key.ends_with(one.ending); });
  return lookup == kLookups.end() ? std::nullopt : std::optional(lookup->kind);
}

Trouble Reviver::inner_layers(std::string_view class_name, Value config, int depth) const {
  Trouble trouble;
  const auto in = [&](Holder holder) {
    return [&, holder](Value inner) {
      if (trouble || !inner.is_object()) return;
      // Wrappers of Keras 3 read the v3 form alone: without a module nothing is found.
      trouble = flavour_ == Flavour::keras_3 ? object(inner, depth + 1) : held(inner, holder, depth + 1);
    };
  };
  const auto wrapped = in(class_name == "Bidirectional" ? Holder::bidirectional : Holder::wrapper);
  for (const std::string_view key : {"layer", "backward_layer"}) wrapped(config[key]);
  in(Holder::rnn)(config["cell"]);
  for (const std::string_view key : {"cells", "layers"}) config[key].each_element(in(Holder::stack_of_cells));
  return trouble;
}

Trouble Reviver::parts(Value config, int depth) const {
  Trouble trouble;
  config.each_member([&](std::string_view key, Value value) {
    if (trouble || !is_lookup(value)) return;
    if (const auto kind = looked_up_as(key)) {
      trouble = identified(*kind, value, depth);
      return;
    }
    if (key == "function" && flavour_ == Flavour::keras_3) trouble = object(value, depth + 1);
  });
  return trouble;
}

// How a layer is quantised: "int8", "gptq/4/128".
Trouble Reviver::mode(std::string_view mode, std::string_view policy_class) const {
  const std::string name(mode.substr(0, mode.find('/')));
  if (name.empty() || flavour_ != Flavour::keras_3) return std::nullopt;
  const auto* known = std::ranges::find(kModes, name, &Mode::name);
  if (known != kModes.end() && since(known->since)) return std::nullopt;
  return raised("ValueError",
                "Invalid quantization mode. Expected one of " + modes_until(minor_) + ". Received: mode=" + name,
                Obstacle::value, policy_class);
}

// Keras 3, Operation.from_config: since 3.4 the policy is made before the layer, before by the constructor
// (Layer.__init__). An unknown one comes back as its name, as if it were made, and fails where it is first used.
Trouble Reviver::policy(Value value, std::string_view layer_class, Spelling spelling, int depth) const {
  if (!value.is_object()) return std::nullopt;
  // keras/src/dtype_policies/__init__.py, get: until 3.2 any object.
  if (flavour_ == Flavour::keras_3 && !since(3)) return when_deserializing(object(value, depth + 1), layer_class);
  const std::string class_name = text_of(value["class_name"]);
  const auto which = atlas::find_class(Kind::dtype_policy, class_name);
  Trouble trouble;
  if (knows(Kind::dtype_policy, class_name, Written::config)) {
    const Value config = value["config"];
    if (which)
      trouble = let_out(refused(*which, class_name, config, Spelling::as_written), atlas::home_of(*which), class_name);
    if (!trouble) trouble = mode(text_of(config["mode"]), class_name);
  } else if (flavour_ == Flavour::legacy) {
    trouble = unidentified(Kind::dtype_policy, class_name, class_name, Obstacle::missing_class);
  } else if (has_code_of(class_name)) {
    return std::nullopt;
  } else if (value["module"].is_null()) {
    trouble =
        raised("TypeError", filled(messages::kCustomObject, "{}", class_name), Obstacle::custom_class, class_name);
  } else {
    return used_as_text(class_name, layer_class, spelling);
  }
  return flavour_ == Flavour::keras_3 && since(4) ? trouble : when_deserializing(std::move(trouble), layer_class);
}

// The name of a policy in its place. Keras 3.3 asks it for nothing before the layer is built, which the v3 form says
// how to do (build_config), or called.
Trouble Reviver::used_as_text(const std::string& policy_class, std::string_view layer_class, Spelling spelling) const {
  const bool is_keras_3 = flavour_ == Flavour::keras_3;
  const std::string_view first_used = spelling == Spelling::rewritten ? "convert_input" : "variable_dtype";
  const std::string_view asked_for = !is_keras_3 ? "name" : since(4) ? "quantization_mode" : first_used;
  auto trouble = raised("AttributeError", filled("'str' object has no attribute '{}'", "{}", asked_for),
                        Obstacle::missing_class, policy_class);
  return is_keras_3 ? trouble : when_deserializing(std::move(trouble), layer_class);
}

// What `get` raises for something that its kind does not have.
Trouble Reviver::unidentified(Kind kind, std::string_view name, const std::string& shown, Obstacle obstacle) const {
  const std::string_view said = atlas::unknown_name_text(kind, Written::config, release_);
  const bool is_legacy = flavour_ == Flavour::legacy || (flavour_ == Flavour::tensorflow_v3 && in_legacy_file_);
  if (is_legacy && said.contains("{}")) {
    Raised trouble = raised_as(filled(said, "{}", name));
    trouble.obstacle = obstacle;
    trouble.name = name;
    return trouble;
  }
  return raised("ValueError", filled(filled(messages::kNotInterpreted, "{what}", word_for(kind)), "{}", shown),
                obstacle, name);
}

Trouble Reviver::identified_by_text(Kind kind, const std::string& text) const {
  if (has_code_of(text)) return std::nullopt;
  if (knows(kind, text, Written::text) || knows(kind, text, Written::config)) return std::nullopt;
  return unidentified(kind, text, text, text == "<lambda>" ? Obstacle::lambda : Obstacle::custom_class);
}

// TensorFlow's Keras looks among the layers that are activations too, and among no others (keras/activations.py,
// deserialize; since 2.5: core/atlas/data/activations.jsonl).
bool Reviver::is_advanced_activation(std::string_view class_name) const {
  if (flavour_ == Flavour::keras_3 || is_tensorflow_before(release_, 5)) return false;
  const auto layer = atlas::find_class(Kind::layer, class_name);
  return layer && atlas::exists(*layer, release_) && atlas::home_of(*layer).contains(".layers.activation");
}

// Another layer there. serialization_lib.py has words of its own for what has a module, in an archive.
Trouble Reviver::no_activation(const std::string& class_name, Value value) const {
  if (in_legacy_file_ || !value["module"].exists())
    return unidentified(Kind::activation, class_name, class_name, Obstacle::value);
  return raised("ValueError", filled(messages::kNoActivation, "{}", python_repr(value)), Obstacle::value, class_name);
}

// keras/src/activations/__init__.py, serialize: of a lambda only its code is written, {"value": [...]}. get() asked
// that for its class until 3.9, and does so in TensorFlow's Keras; since then the dict itself is no function. Of other
// kinds the whole object is written ("__lambda__"), and looked up as the name of a class.
Trouble Reviver::lambda_as(Kind kind, Value value) const {
  const std::string shown = python_repr(value);
  std::string text = filled(filled(messages::kNotInterpreted, "{what}", word_for(kind)), "{}", shown);
  const bool asks_for_a_class = kind == Kind::activation && !since(10);
  if (asks_for_a_class)
    text = filled(flavour_ == Flavour::keras_3        ? messages::kNoClassInConfig
                  : is_tensorflow_before(release_, 7) ? messages::kImproperConfigEarly
                                                      : messages::kImproperConfig,
                  "{}", shown);
  return raised("ValueError", std::move(text), Obstacle::lambda);
}

// keras/src/<kind>s/__init__.py, get: by class name in the kind's own table. A name that is not there comes back as a
// text.
Trouble Reviver::identified(Kind kind, Value value, int depth) const {
  if (const auto text = value.string()) return identified_by_text(kind, *text);
  if (!value["class_name"].exists())
    return kind == Kind::activation && value["value"].is_array() ? lambda_as(kind, value) : std::nullopt;
  const std::string class_name = text_of(value["class_name"]);
  const std::string module = text_of(value["module"]);
  if (class_name == "__lambda__") return lambda_as(kind, value);
  if (class_name == "function") {
    const std::string name = text_of(value[module == "builtins" ? "config" : "registered_name"]);
    if (is_keras(module) || knows(kind, name, Written::text) || has_code_of(name)) return std::nullopt;
    // keras/src/activations/__init__.py, get: since 3.10 a function is looked up as any object is.
    if (kind == Kind::activation && since(10)) return function_object(value);
    return unidentified(kind, name, python_repr(value), Obstacle::custom_class);
  }
  // keras/src/activations/__init__.py, get: until 3.9 a class was looked up among the functions too, so that a layer as
  // activation was never found.
  if (kind == Kind::activation && since(10)) return object(value, depth + 1);
  if (kind == Kind::activation && flavour_ == Flavour::keras_3 && is_keras(module))
    return unidentified(kind, class_name, python_repr(value), Obstacle::value);
  if (kind == Kind::activation && is_advanced_activation(class_name)) return std::nullopt;
  if (kind == Kind::activation && flavour_ != Flavour::keras_3 && atlas::find_class(Kind::layer, class_name) &&
      !std::ranges::contains(given_, class_name))
    return no_activation(class_name, value);
  // legacy/serialization.py of tf.keras 2.15 looks the user's own up by the bare name, registered or not.
  const bool is_bare = flavour_ == Flavour::tensorflow_v3 && in_legacy_file_ && value["module"].exists();
  if (is_bare && !is_keras(module) && !is_tf_keras(module) && !std::ranges::contains(given_, class_name))
    return unidentified(kind, class_name, class_name, Obstacle::custom_class);
  const std::string registered = text_of(value["registered_name"]);
  if (has_code_of(class_name) || has_code_of(registered)) return std::nullopt;
  if (value["module"].is_null() && flavour_ != Flavour::legacy)
    return raised("TypeError", filled(messages::kCustomObject, "{}", class_name), Obstacle::custom_class, class_name);
  const std::string_view behind = atlas::behind_name(kind, class_name, Written::config, release_);
  if (behind.empty()) {
    const bool is_own = atlas::find_class(kind, class_name) || is_keras(module);
    return unidentified(kind, class_name, python_repr(value),
                        is_own ? Obstacle::missing_class : Obstacle::custom_class);
  }
  const auto which = atlas::find_class(kind, behind);
  if (!which) return std::nullopt;
  auto trouble = refused(*which, behind, value["config"], Spelling::as_written);
  return let_out(std::move(trouble), atlas::home_of(*which), behind);
}

}  // namespace weighbridge::revival
