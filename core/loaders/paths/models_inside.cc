#include "loaders/paths/models_inside.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>

#include "keras/class_table.h"

namespace weighbridge::loaders {
namespace {

constexpr std::string_view kInnerList = "/layers/";
constexpr std::string_view kRootList = "layers/";

using ByPath = std::map<std::string_view, const Layer*>;

ByPath by_path(const keras::Checkpoint& checkpoint) {
  ByPath layers;
  for (const Layer& layer : checkpoint.layers) layers.emplace(layer.path, &layer);
  return layers;
}

bool is_plain(const ByPath& layers, std::string_view model) {
  if (is_name_of_model(model.substr(model.rfind('/') + 1))) return true;
  const auto at = layers.find(model);
  return (at != layers.end() && is_name_of_model(at->second->name)) ||
         layers.contains(std::string(model) + std::string(kInnerList) + "input_layer");
}

void note(ModelInside& into, std::string_view path, bool plain) {
  if (into.path.empty() || (plain && !into.is_plain)) into = {std::string(path), plain};
}

// They may be of one class: by its name, else by their variables. "out" may be a Dense, "layers/dense" is one.
bool may_be_alike(const Layer& a, const Layer& b) {
  if (!a.class_name.empty() && !b.class_name.empty() && a.class_name != b.class_name) return false;
  const auto rank = [](const Tensor& tensor) { return tensor.shape.size(); };
  return a.state == b.state && std::ranges::equal(a.tensors, b.tensors, {}, rank, rank);
}

}  // namespace

bool is_name_of_model(std::string_view name) {
  const std::string_view stem = keras::split_counter(name).stem;
  return stem == "sequential" || stem == "functional";
}

ModelsInside find_models_inside(const keras::Checkpoint& checkpoint) {
  ModelsInside found;
  ByPath layers;  // only once it is needed: most files have no model inside
  for (const Layer& layer : checkpoint.layers) {
    if (layer.tensors.empty()) continue;
    const std::string_view path = layer.tensors.front().path;
    for (std::size_t list = path.find(kInnerList); list != std::string_view::npos;
         list = path.find(kInnerList, list + 1)) {
      if (layers.empty()) layers = by_path(checkpoint);
      const std::string_view model = path.substr(0, list);
      const bool plain = is_plain(layers, model);
      note(found.any, model, plain);
      const std::string_view inner = path.substr(list + kInnerList.size());
      if (!inner.substr(std::min(inner.find('/'), inner.size())).starts_with("/vars/")) note(found.deep, model, plain);
    }
  }
  return found;
}

bool holds_something(const Layer& layer) { return !layer.tensors.empty() || layer.state == LayerState::container; }

std::string find_apart(const keras::Checkpoint& checkpoint) {
  const auto is_in_list = [](const Layer& layer) {
    return layer.path.starts_with(kRootList) && layer.path.find('/', kRootList.size()) == std::string::npos;
  };
  for (const Layer& layer : checkpoint.layers) {
    const std::string_view path = layer.path;
    if (!holds_something(layer) || path.starts_with(kRootList) || path.find('/') != path.rfind('/')) continue;
    const auto is_like = [&](const Layer& other) { return is_in_list(other) && may_be_alike(layer, other); };
    if (std::ranges::any_of(checkpoint.layers, is_like)) return std::string(path.substr(0, path.find('/')));
  }
  return "";
}

}  // namespace weighbridge::loaders
