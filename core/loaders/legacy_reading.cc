#include "loaders/legacy_reading.h"

#include <vector>

#include "keras/node_index.h"

namespace weighbridge::loaders {
namespace {

// Up to so many arrays a walk along the children is quicker than an index of them: nearly every layer.
constexpr std::size_t kFewArrays = 16;

bool is_group(const hdf5::Node& node) { return node.kind == hdf5::NodeKind::group; }

// 'layer_names' not in f.attrs and 'model_weights' in f: the words of every load_weights since Keras 1.1.
const hdf5::Node& weights_group(const hdf5::Node& root) {
  if (root.attribute("layer_names") != nullptr) return root;
  const hdf5::Node* inner = root.child("model_weights");
  return inner != nullptr && is_group(*inner) ? *inner : root;
}

void note_first(std::optional<Unavailable>& into, const std::string& name, const hdf5::Node* node) {
  if (!into) into = Unavailable{name, node == nullptr ? "" : node->problem.empty() ? "unable to determine object type" : node->problem};
}

void read_layer(const hdf5::Node& layer, LegacyReading& reading) {
  const auto weights = layer.string_list("weight_names");
  if (!weights) reading.lacks_weight_names = true;
  if (!weights || weights->empty()) return;
  ++reading.layers_with_weights;
  keras::NodeIndex arrays(layer);
  const bool is_small = weights->size() <= kFewArrays;
  for (const std::string& weight : *weights) {
    const hdf5::Node* array = is_small && !weight.empty() ? layer.at(weight) : arrays.at(weight);
    if (array == nullptr || !array->dataset) note_first(reading.array, weight, array);
  }
}

}  // namespace

LegacyReading read_legacy_structure(const hdf5::Node& root) {
  LegacyReading reading;
  const hdf5::Node& group = weights_group(root);
  const auto names = group.string_list("layer_names");
  if (!names) return reading;
  reading.has_layer_names = true;
  reading.layers_listed = names->size();
  keras::NodeIndex groups(group);
  for (const std::string& name : *names) {
    const hdf5::Node* layer = groups.at(name);
    if (layer == nullptr || !is_group(*layer))
      note_first(reading.group, name, layer);
    else
      read_layer(*layer, reading);
  }
  return reading;
}

}  // namespace weighbridge::loaders
