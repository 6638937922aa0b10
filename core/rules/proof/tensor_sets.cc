#include "rules/proof/tensor_sets.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/decimal.h"
#include "base/text.h"
#include "keras/each_tensor.h"
#include "rules/proof/layer_sets.h"

namespace weighbridge::rules {
namespace {

std::string layer_name(const LayerTensor& item) {
  return item.layer != nullptr ? item.layer->name : "the model itself";
}

}  // namespace

std::vector<LayerTensor> tensors_where(const keras::Checkpoint& checkpoint,
                                       const std::function<bool(const LayerTensor&)>& wanted) {
  std::vector<LayerTensor> found;
  keras::any_weight(checkpoint, [&](const Layer* layer, const Tensor& tensor) {
    const LayerTensor item{layer, &tensor};
    if (tensor.stats && wanted(item)) found.push_back(item);
    return false;
  });
  return found;
}

bool is_kernel(const Tensor& tensor) {
  static constexpr std::array<std::string_view, 5> kKernels{"kernel", "recurrent_kernel", "depthwise_kernel",
                                                            "pointwise_kernel", "embeddings"};
  if (tensor.role.empty()) return tensor.shape.size() >= 2;
  return std::ranges::find(kKernels, tensor.role) != kKernels.end();
}

bool is_floating(const Tensor& tensor) { return tensor.dtype.find("float") != std::string::npos; }

std::string layers_for_people(const std::vector<LayerTensor>& tensors) {
  std::vector<std::string> names;
  for (const LayerTensor& item : tensors) {
    std::string name = layer_name(item);
    if (names.empty() || names.back() != name) names.push_back(std::move(name));
  }
  return list_for_people(names);
}

std::vector<std::string> paths_of_layers(const std::vector<LayerTensor>& tensors) {
  std::vector<std::string> paths;
  for (const LayerTensor& item : tensors) {
    if (item.layer == nullptr || std::ranges::find(paths, item.layer->path) != paths.end()) continue;
    paths.push_back(item.layer->path);
    if (paths.size() == kListed) break;
  }
  return paths;
}

std::vector<std::string> tensor_names(const std::vector<LayerTensor>& tensors) {
  std::vector<std::string> names;
  for (const LayerTensor& item : tensors) {
    if (names.size() == kListed) break;
    const std::string& tensor = item.tensor->role.empty() ? item.tensor->path : item.tensor->role;
    names.push_back(short_name(layer_name(item)) + ": " + short_name(tensor));
  }
  return names;
}

std::string number_for_people(double value) {
  const bool short_enough = value == std::trunc(value) && std::abs(value) < 1e9;
  return short_enough || !std::isfinite(value) ? text::number(value) : text::rounded(value, 4);
}

}  // namespace weighbridge::rules
