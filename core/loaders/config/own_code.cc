#include "loaders/config/own_code.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/application_layers.h"
#include "base/text.h"
#include "keras/model_config.h"
#include "loaders/config/custom_objects.h"

namespace weighbridge::loaders {
namespace {

constexpr int kMostDepthOfConfig = 40;
constexpr std::size_t kMostOwnNames = 32;
constexpr std::size_t kMostOwnNamed = 3;

// Arguments that take the name of a function or class in place of it.
bool is_looked_up(std::string_view key) {
  constexpr std::array<std::string_view, 6> kEndings = {"activation",  "_initializer", "_regularizer",
                                                        "_constraint", "loss",         "metrics"};
  return std::ranges::any_of(kEndings, [key](std::string_view ending) { return key.ends_with(ending); });
}

struct OwnCode {
  std::vector<std::string> names, keys;
  bool is_registered = false;

  void add(const std::string& name, const std::string& registered_as) {
    if (std::ranges::contains(names, name) || names.size() == kMostOwnNames) return;
    names.push_back(name);
    keys.push_back(registered_as.empty() ? name : registered_as);
    is_registered |= !registered_as.empty();
  }

  void add_layers(const keras::LayerConfig& model) {
    for (const keras::LayerConfig& layer : model.layers) {
      // Where it loads, those of keras.applications are found.
      const bool is_own = layer.is_custom && atlas::application_layer(layer.class_name) == nullptr;
      if (is_own) add(layer.class_name, layer.registered_as);
      add_layers(layer);
    }
  }

  void add_registered_as(const std::optional<std::string>& text) {
    const std::size_t sign = text ? text->rfind('>') : std::string::npos;
    if (sign == std::string::npos || sign + 1 == text->size()) return;
    const std::string name = text->substr(sign + 1);
    if (atlas::application_layer(name) == nullptr) add(name, *text);
  }

  // Keras looks up nothing else by a registered name (keras/src/saving/serialization_lib.py of 3.15.1,
  // deserialize_keras_object; keras/utils/generic_utils.py of tf.keras 2.3): equations, vocabularies and names have a
  // ">" of their own. `is_identifier`: a text there is a name to look up.
  void add_registered(json::Value value, bool is_identifier, int depth) {
    if (depth == kMostDepthOfConfig) return;
    if (is_identifier) add_registered_as(value.string());
    value.each_element([&](json::Value element) { add_registered(element, is_identifier, depth + 1); });
    const bool is_object = value["class_name"].exists() && value["config"].exists();
    if (is_object) {
      const std::string class_name = value["class_name"].string().value_or("");
      add_registered_as(class_name == "function" ? value["config"].string() : value["registered_name"].string());
      add_registered_as(class_name);  // of the legacy form
    }
    value.each_member([&](std::string_view key, json::Value member) {
      add_registered(member, is_identifier ? !is_object : is_looked_up(key), depth + 1);
    });
  }
};

std::string find_own_code(const Contents& file) {
  if (file.subject.config == nullptr || !file.model.present) return "";
  OwnCode own;
  const keras::LayerConfig& model = file.subject.config->model;
  if (file.model.is_subclassed()) own.add(file.model.class_name, model.registered_as);
  own.add_layers(model);
  own.add_registered(file.architecture, false, 0);
  if (own.names.empty()) return "";
  const std::string first =
      "Import your code for " + text::join_names(own.names, kMostOwnNamed) + " first, or pass it as ";
  return first + (own.is_registered ? "custom_objects=" + dict_of(own.keys) + "." : "custom_objects.");
}

const keras::LayerConfig* find_own(const keras::LayerConfig& model, std::string_view class_name) {
  for (const keras::LayerConfig& layer : model.layers) {
    if (layer.is_custom && layer.class_name == class_name) return &layer;
    if (const keras::LayerConfig* inner = find_own(layer, class_name)) return inner;
  }
  return nullptr;
}

// "Scale(name=..., units=...)"
std::string made_with(const std::string& name, const std::vector<std::string>& arguments) {
  constexpr std::size_t kMostArguments = 8;
  std::string call;
  for (std::size_t i = 0; i < std::min(arguments.size(), kMostArguments); ++i)
    call += (call.empty() ? "" : ", ") + arguments[i] + "=...";
  return name + "(" + call + (arguments.size() > kMostArguments ? ", ...)" : ")");
}

}  // namespace

// keras/src/layers/layer.py and operation.py (3.15.1), keras/src/engine/base_layer.py (2.15): from_config is
// cls(**config).
std::string given_to_init(const Contents& file, const std::vector<std::string>& names) {
  if (file.subject.config == nullptr) return "";
  for (const std::string& name : names) {
    const keras::LayerConfig* own = find_own(file.subject.config->model, name);
    if (own == nullptr || own->arguments.empty()) continue;
    return " Without a from_config of its own, " + name + " is made as " + made_with(name, own->arguments) +
           ": its __init__ must take all of these (**kwargs for super().__init__), and need no others.";
  }
  return "";
}

// Keras 3.6 gives trainable and dtype to a model that has no get_config of its own, and nothing of what it was made
// with if one of that is no plain value; tf.keras 2.15 then gives nothing (get_config of keras/src/models/model.py and
// ops/operation.py of 3.6.0, keras/src/engine/training.py of 2.15). One with a from_config of its own has more.
std::string model_given_to_init(const Contents& file, const std::vector<std::string>& names) {
  const std::string& name = file.model.class_name;
  const json::Value config = file.architecture["config"];
  if (!file.model.is_subclassed() || !config.is_object() || !std::ranges::contains(names, name)) return "";
  std::vector<std::string> arguments;
  config.each_member([&](std::string_view key, json::Value) { arguments.emplace_back(key); });
  if (std::ranges::contains(arguments, "layers")) return "";
  const std::string made = " Without a from_config of its own, " + name + " is made as " + made_with(name, arguments);
  return made + (arguments.empty() ? ": if its __init__ needs arguments, a TypeError is raised."
                                   : ": if its __init__ does not take all of these (**kwargs for super().__init__), or "
                                     "needs others, a TypeError is raised.");
}

// Asked for each loader.
const std::string& needs_code(const Contents& file) {
  if (!file.code) file.code = find_own_code(file);
  return *file.code;
}

}  // namespace weighbridge::loaders
