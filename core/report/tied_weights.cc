#include "report/tied_weights.h"

#include <algorithm>
#include <string>

#include "keras/checkpoint.h"

namespace weighbridge::report {
namespace {

// As the layer lists it: "tied_m/embedding/embeddings:0".
std::string_view weight_name(const Layer& layer, const Tensor& tensor) {
  const std::string_view path = tensor.path;
  return path.size() > layer.path.size() && path.starts_with(layer.path) ? path.substr(layer.path.size() + 1)
                                                                         : std::string_view{};
}

bool is_called_after(std::string_view weight, const Layer& layer) {
  return ('/' + std::string(weight)).contains('/' + layer.name + '/');
}

}  // namespace

TiedWeights::TiedWeights(const std::vector<Layer>& layers) {
  for (const Layer& layer : layers) {
    for (const Tensor& tensor : layer.tensors) {
      const std::string_view name = weight_name(layer, tensor);
      if (name.starts_with("vars/")) continue;  // the v3 layout keeps no copies
      if (is_called_after(name, layer)) owners_.emplace(name, &layer);
    }
  }
}

const Layer* TiedWeights::owner_of(const Layer& layer, const Tensor& tensor) const {
  const auto found = owners_.find(weight_name(layer, tensor));
  return found == owners_.end() ? nullptr : found->second;
}

// A model inside may have a layer that is called like one outside, and its own variables of the same names. That has no
// variables besides those of its layers, and of each all.
bool TiedWeights::hold(const Layer& layer, const Tensor& tensor) const {
  const Layer* owner = owners_.empty() ? nullptr : owner_of(layer, tensor);
  if (owner == nullptr || owner == &layer || keras::need_of(layer.class_name) == keras::Need::container) return false;
  const auto of = [&](const Layer* one) {
    return std::ranges::count_if(layer.tensors, [&](const Tensor& other) { return owner_of(layer, other) == one; });
  };
  const bool has_all = owner->tensors.size() > 1 && of(owner) == std::ssize(owner->tensors);
  return of(nullptr) == 0 && (of(&layer) > 0 || !has_all);
}

}  // namespace weighbridge::report
