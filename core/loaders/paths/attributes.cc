// keras/src/saving/saving_lib.py: _walk_trackable of TF 2.12.1, 2.13.1 and 2.14.0 goes through dir(), that of 2.15.1
// and tf_keras 2.21.0 through the same from its end; _walk_saveable of Keras 3.0.5 to 3.15.1 has names with a _ last.
#include "loaders/paths/attributes.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>

#include "hdf5/node.h"
#include "keras/v3_objects.h"
#include "keras/versions.h"
#include "loaders/paths/models_inside.h"

namespace weighbridge::loaders {
namespace {

constexpr std::string_view kLayers = "layers";
constexpr std::string_view kMetrics = "metrics";
constexpr std::size_t kDeepest = 16;

// The groups of one object were made in the order in which its attributes were visited, its own variables first. What
// another program has copied is in the order of names, the variables among them. Here they stand by name.
Order order_of(const hdf5::Node& object) {
  const hdf5::Node* vars = object.child("vars");
  const hdf5::Node* last = nullptr;
  std::size_t rises = 0, falls = 0;
  for (const auto& child : object.children) {
    if (vars == nullptr || child->kind != hdf5::NodeKind::group || child.get() == vars) continue;
    if (!(vars->link_order < child->link_order)) return Order::unknown;
    if (last != nullptr) ++(last->link_order < child->link_order ? rises : falls);
    last = child.get();
  }
  if ((rises == 0) == (falls == 0)) return Order::unknown;
  if (falls == 0) return Order::a_to_z;
  // Sequential and functional models of Keras 3 have their list first.
  return last->name == kLayers ? Order::unknown : Order::z_to_a;
}

Order order_in(const hdf5::Node& group, std::size_t depth) {
  Order found = order_of(group);
  for (const auto& child : group.children) {
    if (found != Order::unknown || depth == kDeepest) break;
    if (child->kind == hdf5::NodeKind::group) found = order_in(*child, depth + 1);
  }
  return found;
}

std::string_view first_part(std::string_view path) { return path.substr(0, path.find('/')); }

bool is_metric(const Layer& layer) {
  return !layer.tensors.empty() &&
         std::ranges::all_of(layer.tensors, [](const Tensor& tensor) { return tensor.shape.empty(); });
}

// Beside the list.
struct Beside {
  bool early = false;
  bool late = false;
  bool early_list = false;  // a set of layers is none of a model's `layers`, so that TF 2.15 has it like this, too
};

Beside find_beside(const keras::Checkpoint& checkpoint) {
  Beside beside;
  for (const Layer& layer : checkpoint.layers) {
    const std::string_view top = first_part(layer.path);
    if (keras::is_layer_list(top) || is_metric(layer)) continue;
    (top > kLayers ? beside.late : top == layer.path ? beside.early : beside.early_list) = true;
  }
  // Metrics of a model are in a list of that name, where no attribute before it had them (self.loss_tracker).
  for (const Tensor& metric : checkpoint.metrics) {
    const std::string_view top = first_part(metric.path);
    if (top != kMetrics) (top < kMetrics ? beside.early : beside.late) = true;
  }
  return beside;
}

Order order_of_writer(const Subject& subject, const Beside& beside) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (checkpoint.has_name_attributes || keras::is_keras_3(checkpoint.writer) || checkpoint.has_checkpoint_dependencies)
    return Order::a_to_z;
  if (checkpoint.keras_version && keras::is_tf_keras(checkpoint.writer))
    return keras::surely_below(checkpoint.writer.version, "2.15") ? Order::a_to_z : Order::z_to_a;
  const Order order = order_in(subject.tree->root, 0);
  const bool early = beside.early || beside.early_list;
  if (order != Order::unknown || early == beside.late) return order;
  return early ? Order::a_to_z : Order::z_to_a;
}

// Keras 3.6 and later tell the model's name, which is "sequential_1" where nobody chose one. Where none is told, a
// Sequential around one model alone is the rare case.
bool may_be_own(const keras::Checkpoint& checkpoint) {
  if (checkpoint.model_name) return !is_name_of_model(*checkpoint.model_name);
  const auto is_direct = [](const Layer& layer) { return layer.path.find('/') == layer.path.rfind('/'); };
  return is_name_of_model(checkpoint.layers.begin()->path.substr(kLayers.size() + 1)) &&
         std::ranges::count_if(checkpoint.layers, is_direct) == 1;
}

}  // namespace

Attributes read_attributes(const Subject& subject) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const Beside beside = find_beside(checkpoint);
  Attributes found{.order = order_of_writer(subject, beside)};
  const auto has_layer = [&](std::string_view path) {
    return std::ranges::contains(checkpoint.layers, path, &Layer::path);
  };
  found.is_plain = has_layer("layers/input_layer") || (subject.config != nullptr && subject.config->model.has_layers);
  if (found.is_plain) return found;
  if (checkpoint.config.present) {
    found.of_own_class = keras::marks_of(subject.config).is_subclassed();
    return found;
  }
  const bool has_list =
      std::ranges::any_of(checkpoint.layers, [](const Layer& layer) { return layer.path.starts_with("layers/"); });
  // Sequential and functional models have no variables of their own; those of TF 2.12 to 2.14 have their layers
  // elsewhere.
  found.of_own_class = !checkpoint.model_level.empty() || beside.early || beside.early_list || beside.late ||
                       (has_list && found.order == Order::a_to_z && keras::is_tf_keras(checkpoint.writer));
  found.of_lists = beside.early_list && !beside.early && !checkpoint.has_name_attributes;
  found.may_be_own = !found.of_own_class && has_list && may_be_own(checkpoint);
  return found;
}

}  // namespace weighbridge::loaders
