#include "keras/saves/shard.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <string>

#include "keras/class_table.h"
#include "keras/file_names.h"
#include "keras/joined_path.h"

namespace weighbridge::keras {
namespace {

bool is_group(const hdf5::Node& node) { return node.kind == hdf5::NodeKind::group; }

bool is_statistic_or_state(const Tensor& tensor) {
  return tensor.role.starts_with("moving_") || tensor.role == "seed_generator_state";
}

// The group that was made last of those in `group`; null: there is none, or the file does not tell.
const hdf5::Node* last_made_in(const hdf5::Node& group) {
  const hdf5::Node* last = nullptr;
  std::size_t groups = 0;
  for (const auto& child : group.children) {
    if (!is_group(*child)) continue;
    ++groups;
    if (last == nullptr || child->link_order > last->link_order) last = child.get();
  }
  return last == nullptr || (groups > 1 && !last->link_order) ? nullptr : last;
}

// What a class has at least when nothing of it lies in the next part: its last variable, by role.
bool is_last_role(std::string_view role) {
  return role == "bias" || role == "beta" || role == "embeddings" || role == "moving_variance" || role == "alpha" ||
         role == "seed_generator_state";
}

// How many arrays an optimizer of Keras keeps for each weight at least (keras/src/optimizers of 3.15.1), by its name.
struct ArraysPerWeight {
  std::string_view name;
  std::size_t arrays;
};
constexpr auto kArraysPerWeight = std::to_array<ArraysPerWeight>({{"SGD", 0},
                                                                  {"rmsprop", 1},
                                                                  {"adagrad", 1},
                                                                  {"lion", 1},
                                                                  {"adam", 2},
                                                                  {"adamw", 2},
                                                                  {"nadam", 2},
                                                                  {"adamax", 2},
                                                                  {"adadelta", 2},
                                                                  {"ftrl", 2},
                                                                  {"lamb", 2}});

// The optimizer is saved behind all layers: its step and learning rate, then the arrays for the weights.
Shard ends_in_optimizer(const Checkpoint& checkpoint) {
  std::size_t trained = 0;
  for (const Layer& layer : checkpoint.layers)
    trained += static_cast<std::size_t>(std::ranges::count_if(layer.tensors, std::not_fn(is_statistic_or_state)));
  trained += checkpoint.model_level.size();
  const auto kept = std::ranges::find(kArraysPerWeight, checkpoint.optimizer->name, &ArraysPerWeight::name);
  const bool is_whole =
      kept != kArraysPerWeight.end() && checkpoint.optimizer->tensors.size() >= 2 + (kept->arrays * trained);
  return is_whole ? Shard::no : Shard::maybe;
}

// A part that is full ends in an object whose next variable had no room: its group is empty, or lacks the rest.
// Whatever was saved before it is complete, so the object that was saved last decides.
Shard ends_in(const hdf5::Node& vars, std::string_view name, const std::string& path, const Checkpoint& checkpoint) {
  if (checkpoint.optimizer && path == checkpoint.optimizer->path) return ends_in_optimizer(checkpoint);
  const auto holds = [&](const Layer& layer) { return path == layer.path || path.starts_with(layer.path + "/"); };
  const auto layer = std::ranges::find_if(checkpoint.layers, holds);
  if (vars.children.empty()) {
    if (name == "seed_generator" || name == "cell") return Shard::yes;
    if (layer == checkpoint.layers.end() || layer->path != path) return Shard::maybe;
    if (layer->state == LayerState::weightless) return Shard::no;
    return layer->state == LayerState::empty ? Shard::yes : Shard::maybe;
  }
  if (layer == checkpoint.layers.end()) return Shard::maybe;
  const auto lies_here = [&](const Tensor& tensor) { return tensor.path.starts_with(path + "/"); };
  const auto last = std::ranges::find_if(layer->tensors.rbegin(), layer->tensors.rend(), lies_here);
  return last != layer->tensors.rend() && is_last_role(last->role) ? Shard::no : Shard::maybe;
}

}  // namespace

Shard shard_kind(std::string_view file_name, const hdf5::Node& root, const Checkpoint& checkpoint) {
  const auto name = shard_name(file_name);
  if (!name || checkpoint.layout != Layout::v3_weights) return Shard::no;
  // Every save begins with the group of the model itself, which is in the first part only; a later one may have the
  // rest of the model's own variables.
  const hdf5::Node* own = root.child("vars");
  if (own == nullptr || !is_group(*own) || (!own->children.empty() && own->child("0") == nullptr)) return Shard::yes;
  // Parts are counted from 0. Keras that splits saves writes the model's name there, too.
  if (name->number != "00000" || own->attribute("name") == nullptr) return Shard::no;
  const hdf5::Node* object = &root;
  std::string path;
  while (const hdf5::Node* next = last_made_in(*object)) {
    if (next->name == "vars") return ends_in(*next, object->name, path, checkpoint);
    path = joined_path(path, next->name);
    object = next;
  }
  return Shard::maybe;
}

}  // namespace weighbridge::keras
