// One way through all tensors of a checkpoint.
#ifndef WEIGHBRIDGE_KERAS_EACH_TENSOR_H_
#define WEIGHBRIDGE_KERAS_EACH_TENSOR_H_

#include "keras/checkpoint.h"

namespace weighbridge::keras {

// The model's own, in its order: visit(layer, tensor), the layer null for what belongs to the model itself. Stops where
// `visit` says true and hands that on. `checkpoint` may be const or not.
template <typename AnyCheckpoint, typename Visit>
bool any_weight(AnyCheckpoint& checkpoint, Visit visit) {
  for (auto& layer : checkpoint.layers) {
    for (auto& tensor : layer.tensors) {
      if (visit(&layer, tensor)) return true;
    }
  }
  decltype(checkpoint.layers.data()) none = nullptr;
  for (auto& tensor : checkpoint.model_level) {
    if (visit(none, tensor)) return true;
  }
  return false;
}

template <typename AnyCheckpoint>
[[nodiscard]] bool holds_weights(const AnyCheckpoint& checkpoint) {
  return any_weight(checkpoint, [](const auto*, const auto&) { return true; });
}

// With those of the optimizer and the metrics: visit(tensor).
template <typename AnyCheckpoint, typename Visit>
void each_tensor(AnyCheckpoint& checkpoint, Visit visit) {
  any_weight(checkpoint, [&](auto*, auto& tensor) {
    visit(tensor);
    return false;
  });
  if (checkpoint.optimizer) {
    for (auto& tensor : checkpoint.optimizer->tensors) visit(tensor);
  }
  for (auto& tensor : checkpoint.metrics) visit(tensor);
}

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_EACH_TENSOR_H_
