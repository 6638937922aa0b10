#include "loaders/paths/models_inside.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "keras/class_table.h"

namespace weighbridge::loaders {
namespace {

constexpr std::string_view kInnerList = "/layers/";
constexpr std::string_view kRootList = "layers/";

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool is_plain(const keras::Checkpoint& checkpoint, std::string_view model) {
  return is_name_of_model(last_part(model)) || std::ranges::any_of(checkpoint.layers, [&](const Layer& layer) {
           if (!layer.path.starts_with(model)) return false;
           const std::string_view rest = std::string_view(layer.path).substr(model.size());
           return (rest.empty() && is_name_of_model(layer.name)) || rest == "/layers/input_layer";
         });
}

void note(ModelInside& into, ModelInside model) {
  if (into.path.empty() || (model.is_plain && !into.is_plain)) into = model;
}

// They may be of one class: by its name, else by what they hold. "out" may be a Dense, "layers/dense" is one. Of two
// models the first thing inside tells: "layers", or another attribute.
bool may_be_alike(const Layer* a, const Layer* b, const Layer* end) {
  if (!a->class_name.empty() && !b->class_name.empty() && a->class_name != b->class_name) return false;
  const auto has_list = [&](const Layer* layer) {
    return layer + 1 != end && layer[1].path.starts_with(layer->path + std::string(kInnerList));
  };
  const auto rank = [](const Tensor& tensor) { return tensor.shape.size(); };
  return a->state == b->state && std::ranges::equal(a->tensors, b->tensors, {}, rank, rank) &&
         has_list(a) == has_list(b);
}

}  // namespace

bool is_name_of_model(std::string_view name) {
  const std::string_view stem = keras::split_counter(name).stem;
  return stem == "sequential" || stem == "functional";
}

ModelsInside find_models_inside(const keras::Checkpoint& checkpoint) {
  ModelsInside found;
  ModelInside model;  // layers of one stand together
  for (const Layer& layer : checkpoint.layers) {
    if (layer.tensors.empty()) continue;
    const std::string_view path = layer.tensors.front().path;
    for (std::size_t list = path.find(kInnerList); list != std::string_view::npos;
         list = path.find(kInnerList, list + 1)) {
      const std::string_view name = path.substr(0, list);
      if (name != model.path) model = {name, is_plain(checkpoint, name)};
      note(found.any, model);
      const std::string_view holder = name.substr(0, name.rfind('/') + 1);
      if (!model.is_plain && (holder == kRootList || holder.ends_with(kInnerList))) found.own = name;
      const std::size_t inner = path.find('/', list + kInnerList.size());
      if (!path.substr(std::min(inner, path.size())).starts_with("/vars/")) note(found.deep, model);
    }
  }
  return found;
}

bool holds_something(const Layer& layer) { return !layer.tensors.empty() || layer.state == LayerState::container; }

std::string_view find_apart(const keras::Checkpoint& checkpoint) {
  const Layer* const end = checkpoint.layers.data() + checkpoint.layers.size();
  const auto is_direct = [](const Layer& layer) { return layer.path.find('/') == layer.path.rfind('/'); };
  for (const Layer& layer : checkpoint.layers) {
    if (!holds_something(layer) || layer.path.starts_with(kRootList) || !is_direct(layer)) continue;
    for (const Layer& other : checkpoint.layers) {
      if (other.path.starts_with(kRootList) && is_direct(other) && may_be_alike(&layer, &other, end))
        return std::string_view(layer.path).substr(0, layer.path.find('/'));
    }
  }
  return {};
}

}  // namespace weighbridge::loaders
