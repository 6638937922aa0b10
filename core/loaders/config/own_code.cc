#include "loaders/config/own_code.h"

#include <algorithm>
#include <cstddef>
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

bool is_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & '\x80') != 0;
}

// "Custom>Scale", "my package>scale": the package and what Python calls it.
bool is_registered_name(std::string_view text) {
  const std::size_t sign = text.rfind('>');
  return sign != std::string_view::npos && sign > 0 && sign + 1 < text.size() &&
         std::ranges::all_of(text.substr(sign + 1), is_of_name) && !text.contains('<');
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

  // A class stands there as an object, a function as a text as well.
  void add_registered(json::Value value, int depth) {
    if (depth == kMostDepthOfConfig) return;
    if (const auto text = value.string(); text && is_registered_name(*text)) {
      const std::string name = text->substr(text->rfind('>') + 1);
      if (atlas::application_layer(name) == nullptr) add(name, *text);
    }
    value.each_element([&](json::Value element) { add_registered(element, depth + 1); });
    value.each_member([&](std::string_view key, json::Value member) {
      if (key != "name") add_registered(member, depth + 1);
    });
  }
};

std::string find_own_code(const Contents& file) {
  if (file.subject.config == nullptr || !file.model.present) return "";
  OwnCode own;
  const keras::LayerConfig& model = file.subject.config->model;
  if (file.model.is_subclassed()) own.add(file.model.class_name, model.registered_as);
  own.add_layers(model);
  own.add_registered(file.architecture, 0);
  if (own.names.empty()) return "";
  const std::string first =
      "Import your code for " + text::join_names(own.names, kMostOwnNamed) + " first, or pass it as ";
  return first + (own.is_registered ? "custom_objects=" + dict_of(own.keys) + "." : "custom_objects.");
}

}  // namespace

// Asked for each loader.
const std::string& needs_code(const Contents& file) {
  if (!file.code) file.code = find_own_code(file);
  return *file.code;
}

}  // namespace weighbridge::loaders
