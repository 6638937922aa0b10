#include <algorithm>

#include "base/text.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"

namespace weighbridge::messages {
namespace {

struct Place {
  const Layer* layer;
  const Tensor* tensor;
};

// Arrays of this shape; first those of the layer that the message names.
std::vector<Place> places_of(const Report& report, const Shape& shape, std::string_view name) {
  std::vector<Place> places;
  for (const Layer& layer : report.layers) {
    for (const Tensor& tensor : layer.tensors) {
      if (tensor.shape_known && tensor.shape == shape) places.push_back({&layer, &tensor});
    }
  }
  std::ranges::stable_partition(places, [&](const Place& place) { return place.layer->name == name; });
  return places;
}

bool all_shapes_known(const Report& report) {
  return std::ranges::all_of(report.layers, [](const Layer& layer) {
    return layer.state != LayerState::unreadable && std::ranges::all_of(layer.tensors, &Tensor::shape_known);
  });
}

// What a difference of shapes means, where the shapes alone tell.
std::string meaning(const Shape& wanted, const Shape& saved) {
  if (wanted.size() != saved.size())
    return " The arrays differ in the number of their dimensions: the layers are of different classes.";
  Shape a = wanted, b = saved;
  std::ranges::sort(a);
  std::ranges::sort(b);
  if (a == b)
    return " They have the same sides in another order: the layers differ, or the backend's order of axes does.";
  std::vector<std::size_t> differing;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] != saved[i]) differing.push_back(i);
  }
  if (differing.size() != 1) return "";
  const std::size_t side = differing.front();
  const std::string numbers =
      std::to_string(saved[side]) + " in the file, " + std::to_string(wanted[side]) + " in your model";
  if (side + 1 == wanted.size())
    return " They differ in the last side, the number of units, filters or classes: " + numbers + ".";
  if (side + 2 == wanted.size()) return " They differ in the side that belongs to the layer's input: " + numbers + ".";
  return " They differ in one side: " + numbers + ".";
}

// keras/src/saving/saving_api.py, load_weights: up to Keras 3.10 the older layout heeds skip_mismatch only together
// with by_name.
std::string how_to_skip(const Report& report) {
  const std::string all = " To load everything else, call `load_weights(path, skip_mismatch=True)`";
  if (has_places(report)) return all + ".";
  return all + "; with this layout, tf.keras and Keras up to 3.10 need `by_name=True` as well.";
}

}  // namespace

std::optional<Comparison> compare_shapes(const Asked& asked, const Report& report) {
  if (!asked.wanted_shape || !asked.saved_shape || layers_with_arrays(report).empty()) return std::nullopt;
  const Shape& wanted = *asked.wanted_shape;
  const Shape& saved = *asked.saved_shape;
  const auto places = places_of(report, saved, asked.saved_layer.value_or(asked.layer.value_or("")));
  if (places.empty()) {
    if (!all_shapes_known(report)) return std::nullopt;
    return Comparison{"No layer of this file has an array of the shape " + shown_shape(saved) +
                          ", so the message may be about another file." + how_to_skip(report),
                      false};
  }
  const Place& place = places.front();
  const std::string role = place.tensor->role.empty() ? "an array" : place.tensor->role;
  std::string out = "In this file " + shown_layers({place.layer}) + " has " + role + " " + shown_shape(saved) +
                    "; your model has " + shown_shape(wanted) + " in its place." + meaning(wanted, saved);
  return Comparison{out + how_to_skip(report)};
}

}  // namespace weighbridge::messages
