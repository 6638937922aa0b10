#include "report/totals.h"

#include <cstdint>
#include <limits>
#include <set>
#include <utility>

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
  return layer.state == LayerState::empty || layer.state == LayerState::missing || layer.state == LayerState::unreadable;
}

Totals count_totals(const std::vector<Layer>& layers) {
  Totals totals;
  // An array with two hard links stands in two layers and is there once.
  std::set<std::pair<std::uint32_t, std::uint64_t>> counted;
  const auto is_counted = [&counted](const Tensor& tensor) {
    const auto& address = tensor.storage.object_address;
    return address && !counted.emplace(tensor.storage.file, *address).second;
  };
  for (const Layer& layer : layers) {
    if (layer.state != LayerState::container) {
      ++totals.layers;
      if (layer.state == LayerState::filled) ++totals.layers_with_weights;
      if (lacks_weights(layer)) ++totals.layers_lacking_weights;
    }
    for (const Tensor& tensor : layer.tensors) {
      if (is_counted(tensor)) continue;
      ++totals.tensors;
      totals.parameters = saturating_add(totals.parameters, tensor.parameters);
      totals.bytes = saturating_add(totals.bytes, tensor.bytes);
    }
  }
  return totals;
}

}  // namespace weighbridge::report
