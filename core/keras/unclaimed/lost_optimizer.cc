#include "keras/unclaimed/lost_optimizer.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "hdf5/unnamed.h"
#include "keras/each_tensor.h"
#include "keras/joined_path.h"

namespace weighbridge::keras {
namespace {

using Shape = std::vector<std::uint64_t>;

// An array, or a group of the optimizer: tf.keras calls its variables "Adam/m/dense/kernel:0".
bool is_lost(const Layer& layer) {
  return layer.state == LayerState::container && hdf5::is_unnamed(layer.path) && !layer.tensors.empty();
}

bool lacks_nothing(const Layer& layer) {
  const bool is_found = layer.state == LayerState::filled || layer.state == LayerState::weightless ||
                        layer.state == LayerState::container;
  return is_found && !hdf5::is_unnamed(layer.path) && std::ranges::none_of(layer.tensors, [](const Tensor& tensor) {
           return tensor.state == TensorState::unreadable;
         });
}

// Below the groups of the optimizer and of metrics nothing of the model is.
bool is_beside_the_model(std::string_view path) { return path.starts_with("optimizer") || path.starts_with("metrics"); }

// No group that could have held more of the model is damaged.
bool is_listed_whole(const hdf5::Node& group, const std::string& path) {
  if (!group.problem.empty()) return false;
  return std::ranges::all_of(group.children, [&](const auto& child) {
    const std::string child_path = joined_path(path, child->name);
    return child->found_by_scan || is_beside_the_model(child_path) || is_listed_whole(*child, child_path);
  });
}

bool knows_all_layers(const hdf5::Tree& tree, const Checkpoint& checkpoint) {
  if (checkpoint.is_legacy()) {
    const hdf5::Node* group = tree.root.at(checkpoint.root);
    return group != nullptr && group->string_list("layer_names").has_value();
  }
  return checkpoint.layout == Layout::v3_weights && is_listed_whole(tree.root, "");
}

std::set<Shape> shapes_of_weights(const Checkpoint& checkpoint) {
  std::set<Shape> shapes{{}};
  any_weight(checkpoint, [&](const Layer* layer, const Tensor& tensor) {
    if (layer == nullptr || !is_lost(*layer)) shapes.insert(tensor.shape);
    return false;
  });
  return shapes;
}

// Keras writes the counter before all else, and it is the one integer of an optimizer.
void note_counter(const hdf5::Tree& tree, Tensor& tensor, Optimizer& optimizer) {
  const hdf5::Node* node = tree.root.at(tensor.path);
  if (optimizer.iterations || node == nullptr || !node->dataset || !tensor.shape.empty()) return;
  const auto& value = node->dataset->scalar_integer;
  if (!value || *value < 0) return;
  optimizer.iterations = static_cast<std::uint64_t>(*value);
  tensor.role = "iterations";
}

}  // namespace

void give_optimizer_its_arrays(const hdf5::Tree& tree, Checkpoint& checkpoint) {
  if (!checkpoint.optimizer || !knows_all_layers(tree, checkpoint)) return;
  const std::set<Shape> shapes = shapes_of_weights(checkpoint);
  const auto proves_it = [&](const Layer& layer) {
    if (!is_lost(layer)) return lacks_nothing(layer);
    return std::ranges::all_of(layer.tensors, [&](const Tensor& tensor) { return shapes.contains(tensor.shape); });
  };
  if (!std::ranges::all_of(checkpoint.layers, proves_it)) return;
  Optimizer& optimizer = *checkpoint.optimizer;
  std::unordered_set<std::string> given;
  std::erase_if(checkpoint.layers, [&](Layer& layer) {
    if (!is_lost(layer)) return false;
    for (Tensor& tensor : layer.tensors) {
      note_counter(tree, tensor, optimizer);
      given.insert(tensor.path);
      optimizer.tensors.push_back(std::move(tensor));
    }
    return true;
  });
  std::erase_if(checkpoint.unclaimed, [&](const std::string& path) { return given.contains(path); });
}

}  // namespace weighbridge::keras
