#include "report/totals.h"

#include <cstdint>
#include <limits>

namespace weighbridge::report {

std::uint64_t saturating_add(std::uint64_t a, std::uint64_t b) {
  return a > std::numeric_limits<std::uint64_t>::max() - b ? std::numeric_limits<std::uint64_t>::max() : a + b;
}

std::uint64_t parameters_of(const Layer& layer) {
  std::uint64_t sum = 0;
  for (const Tensor& tensor : layer.tensors) sum = saturating_add(sum, tensor.parameters);
  return sum;
}

bool lacks_weights(const Layer& layer) {
  return layer.state == LayerState::empty || layer.state == LayerState::missing ||
         layer.state == LayerState::unreadable;
}

bool CountedArrays::is_new(const Tensor& tensor) {
  const Storage& storage = tensor.storage;
  if (!storage.object_address) return true;
  if (storage.file >= counted_.size()) counted_.resize(storage.file + 1);
  return counted_[storage.file].insert(*storage.object_address).second;
}

Totals count_totals(const std::vector<Layer>& layers) {
  Totals totals;
  CountedArrays counted;
  for (const Layer& layer : layers) {
    if (layer.state != LayerState::container) {
      ++totals.layers;
      if (layer.state == LayerState::filled) ++totals.layers_with_weights;
      if (lacks_weights(layer)) ++totals.layers_lacking_weights;
    }
    for (const Tensor& tensor : layer.tensors) {
      if (!counted.is_new(tensor)) continue;
      ++totals.tensors;
      totals.parameters = saturating_add(totals.parameters, tensor.parameters);
      totals.bytes = saturating_add(totals.bytes, tensor.bytes);
    }
  }
  return totals;
}

}  // namespace weighbridge::report
