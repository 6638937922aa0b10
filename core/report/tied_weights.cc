#include "report/tied_weights.h"

#include <algorithm>
#include <map>
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

// "dense" of "dense/kernel:0", or of "tied_m/dense/kernel:0".
bool is_called_after(std::string_view weight, std::string_view layer) {
  if (layer.empty()) return false;
  for (std::size_t at = weight.find(layer); at != std::string_view::npos; at = weight.find(layer, at + 1)) {
    const std::string_view behind = weight.substr(at + layer.size());
    if ((at == 0 || weight[at - 1] == '/') && behind.starts_with('/')) return true;
  }
  return false;
}

}  // namespace

TiedWeights::TiedWeights(const std::vector<Layer>& layers) {
  for (const Layer& layer : layers) {
    for (const Tensor& tensor : layer.tensors) {
      const std::string_view name = weight_name(layer, tensor);
      if (name.starts_with("vars/")) continue;  // the v3 layout keeps no copies
      if (is_called_after(name, layer.name)) owners_.emplace(name, &layer);
    }
  }
  if (owners_.empty()) return;
  for (const Layer& layer : layers) find_copies(layer);
}

const Layer* TiedWeights::owner_of(const Layer& layer, const Tensor& tensor) const {
  const auto found = owners_.find(weight_name(layer, tensor));
  return found == owners_.end() ? nullptr : found->second;
}

// A model inside may have a layer that is called like one outside, and its own variables of the same names. That has no
// variables besides those of its layers, and of each all.
void TiedWeights::find_copies(const Layer& layer) {
  if (keras::need_of(layer.class_name) == keras::Need::container) return;
  if (std::ranges::all_of(layer.tensors, [&](const Tensor& tensor) { return owner_of(layer, tensor) == &layer; }))
    return;
  std::map<const Layer*, std::size_t> of;
  for (const Tensor& tensor : layer.tensors) ++of[owner_of(layer, tensor)];
  const bool has_own = of.contains(&layer);
  if (of.contains(nullptr) || (has_own && of.size() == 1)) return;
  for (const Tensor& tensor : layer.tensors) {
    const Layer* owner = owner_of(layer, tensor);
    if (owner == &layer) continue;
    const bool has_all = owner->tensors.size() > 1 && of[owner] == owner->tensors.size();
    if (has_own || !has_all) copies_.insert(&tensor);
  }
}

}  // namespace weighbridge::report
