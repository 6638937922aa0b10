#include "revival/operations.h"

#include <algorithm>
#include <array>

#include "atlas/atlas.h"

namespace weighbridge::revival {
namespace {

// Below keras/src (3.15.1), with the package in which their functions are published.
struct Home {
  std::string_view module;
  std::string_view published;
};
constexpr std::array kHomes = {
    Home{"ops.numpy.", "keras.ops."},         Home{"ops.nn.", "keras.ops."},
    Home{"ops.core.", "keras.ops."},          Home{"ops.math.", "keras.ops."},
    Home{"ops.linalg.", "keras.ops.linalg."}, Home{"ops.image.", "keras.ops.image."},
    Home{"ops.einops.", "keras.ops."},        Home{"activations.activations.", "keras.activations."}};

const Home* home_of_operation(std::string_view class_name) {
  const auto* home = std::ranges::find_if(kHomes, [class_name](const Home& one) {
    return atlas::find_class(atlas::Kind::operation, std::string(one.module) + std::string(class_name)).has_value();
  });
  return home == kHomes.end() ? nullptr : home;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// "ExpandDims" for "expand_dims".
std::string class_for(std::string_view function_name) {
  std::string name;
  bool begins = true;
  for (const char c : function_name) {
    if (c != '_') name += begins ? upper(c) : c;
    begins = c == '_';
  }
  return name;
}

}  // namespace

bool is_operation(json::Value layer) {
  const std::string class_name = layer["class_name"].string().value_or("");
  return !layer["config"]["trainable"].exists() && !layer["module"].exists() &&
         home_of_operation(class_name) != nullptr;
}

std::string public_operation(std::string_view function_name, atlas::Release release) {
  if (function_name.empty() || upper(function_name.front()) == function_name.front()) return "";
  const std::string class_name = class_for(function_name);
  const Home* home = home_of_operation(class_name);
  if (home == nullptr) return "";
  const auto which = atlas::find_class(atlas::Kind::operation, std::string(home->module) + class_name);
  return atlas::exists(*which, release) ? std::string(home->published) + std::string(function_name) : "";
}

}  // namespace weighbridge::revival
