#include "loaders/legacy_reading.h"

#include <algorithm>
#include <set>
#include <string_view>
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

std::string what_is_missing(const std::string& name, const hdf5::Node& parent) {
  const std::size_t slash = name.rfind('/');
  if (slash == std::string::npos) return name;
  const hdf5::Node* group = parent.at(name.substr(0, slash));
  return group == nullptr ? name.substr(0, slash) : name.substr(slash + 1);
}

void note_first(std::optional<Unavailable>& into, const std::string& name, const hdf5::Node* node,
                const hdf5::Node& parent) {
  if (into) return;
  if (node == nullptr)
    into = Unavailable{name, "", what_is_missing(name, parent)};
  else
    into = Unavailable{name, node->problem.empty() ? "unable to determine object type" : node->problem, ""};
}

// load_attributes_from_hdf5_group: the list itself, or its pieces name0, name1, ...
void note_unreadable(const hdf5::Node& node, std::string_view name, LegacyReading& reading) {
  for (const hdf5::Attribute& attribute : node.attributes) {
    const bool is_it = attribute.name.starts_with(name) &&
                       attribute.name.find_first_not_of("0123456789", name.size()) == std::string::npos;
    if (is_it && attribute.unreadable && reading.unreadable_attribute.empty())
      reading.unreadable_attribute = attribute.problem;
  }
}

void read_layer(const std::string& name, const hdf5::Node& layer, LegacyReading& reading) {
  note_unreadable(layer, "weight_names", reading);
  const auto weights = layer.string_list("weight_names");
  if (!weights) reading.lacks_weight_names = true;
  if (!weights || weights->empty()) return;
  ++reading.layers_with_weights;
  keras::NodeIndex arrays(layer);
  const bool is_small = weights->size() <= kFewArrays;
  std::set<std::string_view> seen;
  for (auto it = weights->begin(); it != weights->end(); ++it) {
    const std::string& weight = *it;
    const bool is_again = is_small ? std::find(weights->begin(), it, weight) != it : !seen.insert(weight).second;
    if (is_again && !reading.twice) reading.twice = {.layer = name, .weight = weight};
    const hdf5::Node* array = is_small && !weight.empty() ? layer.at(weight) : arrays.at(weight);
    if (array == nullptr || !array->dataset) note_first(reading.array, weight, array, layer);
  }
}

}  // namespace

LegacyReading read_legacy_structure(const hdf5::Node& root) {
  LegacyReading reading;
  const hdf5::Node& group = weights_group(root);
  // In the order in which load_weights_from_hdf5_group asks for them.
  for (const std::string_view name : {"keras_version", "backend", "layer_names"}) note_unreadable(group, name, reading);
  const auto names = group.string_list("layer_names");
  if (!names) return reading;
  reading.has_layer_names = true;
  reading.layers_listed = names->size();
  keras::NodeIndex groups(group);
  for (const std::string& name : *names) {
    const hdf5::Node* layer = groups.at(name);
    if (layer != nullptr && layer->dataset != nullptr)
      reading.lacks_weight_names = true;  // an array has attributes as a group has
    else if (layer == nullptr || !is_group(*layer))
      note_first(reading.group, name, layer, group);
    else
      read_layer(name, *layer, reading);
  }
  return reading;
}

}  // namespace weighbridge::loaders
