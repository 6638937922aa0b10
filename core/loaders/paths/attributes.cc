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

bool is_metric(const Layer& layer) {
  return !layer.tensors.empty() &&
         std::ranges::all_of(layer.tensors, [](const Tensor& tensor) { return tensor.shape.empty(); });
}

// In the list, and beside it.
struct Seen {
  bool early = false;
  bool late = false;
  bool early_list = false;  // a set of layers is none of a model's `layers`, so that TF 2.15 has it like this, too
  bool input = false;
  bool list = false;
  std::size_t direct = 0;  // in the list or in another
};

Seen look_at_layers(const keras::Checkpoint& checkpoint) {
  Seen seen;
  for (const Layer& layer : checkpoint.layers) {
    const std::size_t slash = layer.path.find('/');
    const std::string_view top = std::string_view(layer.path).substr(0, slash);
    if (slash == layer.path.rfind('/')) ++seen.direct;
    if (top == kLayers) seen.list = true;
    if (layer.path == "layers/input_layer") seen.input = true;
    if (keras::is_layer_list(top) || is_metric(layer)) continue;
    (top > kLayers ? seen.late : top == layer.path ? seen.early : seen.early_list) = true;
  }
  return seen;
}

Order order_of_writer(const Subject& subject, const Seen& seen) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (checkpoint.has_name_attributes || keras::is_keras_3(checkpoint.writer) || checkpoint.has_checkpoint_dependencies)
    return Order::a_to_z;
  if (checkpoint.keras_version && keras::is_tf_keras(checkpoint.writer))
    return keras::surely_below(checkpoint.writer.version, "2.15") ? Order::a_to_z : Order::z_to_a;
  const Order order = order_in(subject.tree->root, 0);
  const bool early = seen.early || seen.early_list;
  if (order != Order::unknown || early == seen.late) return order;
  return early ? Order::a_to_z : Order::z_to_a;
}

// Keras 3.6 and later tell the model's name, which is "sequential_1" where nobody chose one. Where none is told, a
// Sequential around one model alone is the rare case.
bool may_be_own(const keras::Checkpoint& checkpoint, std::size_t direct) {
  if (checkpoint.model_name) return !is_name_of_model(*checkpoint.model_name);
  return direct == 1 && is_name_of_model(std::string_view(checkpoint.layers.front().path).substr(kLayers.size() + 1));
}

}  // namespace

Attributes read_attributes(const Subject& subject) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const Seen seen = look_at_layers(checkpoint);
  Attributes found{.order = order_of_writer(subject, seen)};
  found.is_plain = seen.input || (subject.config != nullptr && subject.config->model.has_layers);
  if (found.is_plain) return found;
  if (checkpoint.config.present) {
    found.of_own_class = keras::marks_of(subject.config).is_subclassed();
    return found;
  }
  // Sequential and functional models have no variables of their own; those of TF 2.12 to 2.14 have their layers
  // elsewhere.
  found.of_own_class = !checkpoint.model_level.empty() || seen.early || seen.early_list || seen.late ||
                       (seen.list && found.order == Order::a_to_z && keras::is_tf_keras(checkpoint.writer));
  found.of_lists = seen.early_list && !seen.early && !checkpoint.has_name_attributes;
  found.may_be_own = !found.of_own_class && seen.list && may_be_own(checkpoint, seen.direct);
  return found;
}

}  // namespace weighbridge::loaders
