#include "messages/compare/file_layers.h"

#include <algorithm>

#include "base/text.h"
#include "keras/checkpoint.h"

namespace weighbridge::messages {
namespace {

constexpr std::size_t kMostNames = 3;
constexpr std::size_t kMostNameBytes = 60;

}  // namespace

std::string quoted(std::string_view name) {
  return "`" + text::shorten(text::to_valid_utf8(name), kMostNameBytes) + "`";
}

bool has_shape(const Layer& layer, const Shape& shape) {
  return std::ranges::any_of(layer.tensors,
                             [&](const Tensor& tensor) { return tensor.shape_known && tensor.shape == shape; });
}

bool has_shape(const Report& report, const Shape& shape) {
  return std::ranges::any_of(report.layers, [&](const Layer& layer) { return has_shape(layer, shape); });
}

std::string shown_shape(const Shape& shape) {
  std::string out = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) out += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
  return out + (shape.size() == 1 ? ",)" : ")");
}

std::string shown_tensors(const std::vector<Tensor>& tensors) {
  std::vector<std::string> names;
  for (const Tensor& tensor : tensors) {
    const std::string role =
        tensor.role.empty() ? "an array" : text::shorten(text::to_valid_utf8(tensor.role), kMostNameBytes);
    names.push_back(role + (tensor.shape_known ? " " + shown_shape(tensor.shape) : ""));
  }
  return text::join_names(names, kMostNames + 1);
}

std::string shown_layers(const std::vector<const Layer*>& layers) {
  std::vector<std::string> names;
  for (const Layer* layer : layers) names.push_back(quoted(layer->name.empty() ? layer->path : layer->name));
  return text::join_names(names, kMostNames);
}

std::vector<const Layer*> layers_where(const Report& report, const std::function<bool(const Layer&)>& wanted) {
  std::vector<const Layer*> layers;
  for (const Layer& layer : report.layers) {
    if (wanted(layer)) layers.push_back(&layer);
  }
  return layers;
}

std::vector<const Layer*> layers_with_arrays(const Report& report) {
  return layers_where(report, [](const Layer& layer) { return !layer.tensors.empty(); });
}

const Layer* find_layer(const Report& report, std::string_view name) {
  const auto found = std::ranges::find(report.layers, name, &Layer::name);
  return found == report.layers.end() ? nullptr : &*found;
}

bool has_places(const Report& report) { return report.layout == keras::layout_id(keras::Layout::v3_weights); }

bool is_listed(const Report& report) {
  return report.layout == keras::layout_id(keras::Layout::legacy_weights) ||
         report.layout == keras::layout_id(keras::Layout::legacy_model);
}

}  // namespace weighbridge::messages
