#include "loaders/paths/models_inside.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "keras/class_table.h"

namespace weighbridge::loaders {
namespace {

constexpr std::string_view kInnerList = "/layers/";
constexpr std::string_view kRootList = "layers/";

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// Paths of models that are surely Sequential or functional: of each by its name, or by the inputs in its list.
std::set<std::string_view> plain_models(const keras::Checkpoint& checkpoint) {
  constexpr std::string_view kInput = "/layers/input_layer";
  std::set<std::string_view> found;
  for (const Layer& layer : checkpoint.layers) {
    const std::string_view path = layer.path;
    if (is_name_of_model(layer.name)) found.insert(path);
    if (path.ends_with(kInput)) found.insert(path.substr(0, path.size() - kInput.size()));
  }
  return found;
}

void note(ModelInside& into, ModelInside model) {
  if (into.path.empty() || (model.is_plain && !into.is_plain)) into = model;
}

// What two layers of one class have alike. Of two models the first thing inside tells: "layers", or another attribute.
std::string traits_of(const Layer* layer, const Layer* end) {
  const bool has_list = layer + 1 != end && layer[1].path.starts_with(layer->path + std::string(kInnerList));
  std::string traits = std::to_string(static_cast<int>(layer->state)) + (has_list ? "l" : "");
  for (const Tensor& tensor : layer->tensors) traits += ' ' + std::to_string(tensor.shape.size());
  return traits;
}

// Layers in the list of the model. Another one may be of the class of one of them: by its name, else by what they hold.
// "out" may be a Dense, "layers/dense" is one.
class Listed {
 public:
  void add(const std::string& class_name, const std::string& traits) {
    any_.insert(traits);
    (class_name.empty() ? untold_ : told_).insert(class_name + traits);
  }
  [[nodiscard]] bool empty() const { return any_.empty(); }
  [[nodiscard]] bool may_have(const std::string& class_name, const std::string& traits) const {
    return class_name.empty() ? any_.contains(traits) : untold_.contains(traits) || told_.contains(class_name + traits);
  }

 private:
  std::set<std::string> any_;
  std::set<std::string> told_;
  std::set<std::string> untold_;
};

}  // namespace

bool is_name_of_model(std::string_view name) {
  const std::string_view stem = keras::split_counter(name).stem;
  return stem == "sequential" || stem == "functional";
}

ModelsInside find_models_inside(const keras::Checkpoint& checkpoint) {
  ModelsInside found;
  ModelInside model;  // layers of one stand together
  std::optional<std::set<std::string_view>> plain;
  for (const Layer& layer : checkpoint.layers) {
    if (layer.tensors.empty()) continue;
    const std::string_view path = layer.tensors.front().path;
    for (std::size_t list = path.find(kInnerList); list != std::string_view::npos;
         list = path.find(kInnerList, list + 1)) {
      const std::string_view name = path.substr(0, list);
      if (!plain) plain = plain_models(checkpoint);
      if (name != model.path) model = {name, is_name_of_model(last_part(name)) || plain->contains(name)};
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
  Listed listed;
  for (const Layer& layer : checkpoint.layers) {
    if (layer.path.starts_with(kRootList) && is_direct(layer)) listed.add(layer.class_name, traits_of(&layer, end));
  }
  if (listed.empty()) return {};
  for (const Layer& layer : checkpoint.layers) {
    if (!holds_something(layer) || layer.path.starts_with(kRootList) || !is_direct(layer)) continue;
    if (listed.may_have(layer.class_name, traits_of(&layer, end)))
      return std::string_view(layer.path).substr(0, layer.path.find('/'));
  }
  return {};
}

}  // namespace weighbridge::loaders
