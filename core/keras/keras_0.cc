// Keras 0.1-0.3 (keras/models.py, Sequential.save_weights and Graph.save_weights): numbered layers with numbered
// arrays, no names.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "keras/layouts.h"
#include "keras/tensors.h"

namespace weighbridge::keras {
namespace {

std::optional<std::uint64_t> number_after(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return std::nullopt;
  return text::to_number(name.substr(prefix.size()));
}

struct Numbered {
  std::uint64_t number;
  const hdf5::Node* node;
};

// HDF5 lists layer_10 before layer_2.
std::vector<Numbered> in_order(const hdf5::Node& group, std::string_view prefix) {
  std::vector<Numbered> result;
  for (const auto& child : group.children) {
    if (const auto number = number_after(child->name, prefix)) result.push_back({*number, child.get()});
  }
  std::ranges::stable_sort(result, {}, &Numbered::number);
  return result;
}

void read_layer(const hdf5::Node& group, std::uint64_t available_bytes, Checkpoint& checkpoint) {
  Layer layer;
  layer.path = group.name;
  layer.name = group.name;
  for (const Numbered& array : in_order(group, "param_")) {
    layer.tensors.push_back(make_tensor(layer.path + "/" + array.node->name, *array.node, "", available_bytes));
  }
  const hdf5::Attribute* count = group.attribute("nb_params");
  const std::uint64_t written = layer.tensors.size();
  const std::int64_t expected = count == nullptr ? -1 : count->integer().value_or(-1);
  layer.state = layer_state(layer.tensors, Need::unknown);
  if (group.kind != hdf5::NodeKind::group) {
    layer.state = LayerState::unreadable;
  } else if (layer.tensors.empty()) {
    // Layers were always built when they were added, so a layer that saved no array has none.
    layer.state = expected == 0 ? LayerState::weightless : LayerState::empty;
  }
  for (std::uint64_t p = written; expected > 0 && p < static_cast<std::uint64_t>(expected); ++p) {
    if (checkpoint.listed_without_dataset.size() >= 1000) break;  // the attribute is not to be trusted
    checkpoint.listed_without_dataset.push_back({group.name, "param_" + std::to_string(p)});
    if (layer.state == LayerState::filled) layer.state = LayerState::missing;  // half of it is there
  }
  checkpoint.layers.push_back(std::move(layer));
}

}  // namespace

void read_keras_0(const hdf5::Tree& tree, std::uint64_t available_bytes, Checkpoint& checkpoint) {
  if (const hdf5::Node* graph = tree.root.child("graph");
      graph != nullptr && graph->attribute("nb_params") != nullptr) {
    // The one group holds the arrays of every layer; it is itself no layer, and without arrays it stands for none.
    read_layer(*graph, available_bytes, checkpoint);
    if (checkpoint.layers.back().state == LayerState::weightless) checkpoint.layers.clear();
    return;
  }
  const std::vector<Numbered> layers = in_order(tree.root, "layer_");
  for (const Numbered& layer : layers) read_layer(*layer.node, available_bytes, checkpoint);
  const hdf5::Attribute* count = tree.root.attribute("nb_layers");
  const std::int64_t expected = count == nullptr ? 0 : count->integer().value_or(0);
  for (std::int64_t k = static_cast<std::int64_t>(layers.size()); k < expected && k < 1000; ++k) {
    Layer missing;
    missing.path = missing.name = "layer_" + std::to_string(k);
    missing.state = LayerState::missing;
    checkpoint.listed_without_group.push_back(missing.name);
    checkpoint.layers.push_back(std::move(missing));
  }
}

}  // namespace weighbridge::keras
