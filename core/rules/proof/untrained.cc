#include "rules/proof/untrained.h"

#include <algorithm>

#include "rules/proof/initializers.h"

namespace weighbridge::rules {
namespace {

enum class Look { initial, trained, unclear };

bool is_offset(const Tensor& t) { return t.role == "bias" || t.role == "beta" || t.role == "moving_mean"; }
bool is_scale(const Tensor& t) { return t.role == "gamma" || t.role == "moving_variance"; }

// Training moves every bias away from exactly 0 with its first step, and moving statistics away from exactly 0 and 1.
Look look_of(const Tensor& tensor) {
  if (!is_floating(tensor)) return Look::unclear;
  if (is_offset(tensor)) return is_constant(tensor, 0) || is_forget_bias(tensor) ? Look::initial : Look::trained;
  if (is_scale(tensor)) return is_constant(tensor, 1) ? Look::initial : Look::trained;
  if (!is_kernel(tensor)) return Look::unclear;
  if (tensor.role == "recurrent_kernel" && fits_orthogonal(tensor)) return Look::initial;
  if (match_initializer(tensor) || (tensor.role.empty() && fits_orthogonal(tensor))) return Look::initial;
  // Too few values to tell, or an initializer that is not known here.
  return tensor.stats->count < 16 ? Look::unclear : Look::trained;
}

// A tensor whose values could not be read might be the one that was trained.
bool all_read(const keras::Checkpoint& checkpoint) {
  return std::ranges::all_of(checkpoint.layers, [](const Layer& layer) {
    return std::ranges::all_of(layer.tensors,
                               [](const Tensor& tensor) { return tensor.stats.has_value() || tensor.parameters == 0; });
  });
}

}  // namespace

bool no_bias_moved(const keras::Checkpoint& checkpoint) {
  const auto tells = [](const LayerTensor& item) { return is_offset(*item.tensor) || is_scale(*item.tensor); };
  const std::vector<LayerTensor> telling = tensors_where(checkpoint, tells);
  return !telling.empty() &&
         std::ranges::all_of(telling, [](const LayerTensor& item) { return look_of(*item.tensor) == Look::initial; });
}

Untrained look_for_training(const keras::Checkpoint& checkpoint) {
  Untrained tally;
  tally.all_read = all_read(checkpoint);
  for (const LayerTensor& item : tensors_where(checkpoint, [](const LayerTensor& i) { return i.layer != nullptr; })) {
    switch (look_of(*item.tensor)) {
      case Look::trained:
        tally.trained = true;
        return tally;
      case Look::initial:
        if (is_kernel(*item.tensor))
          tally.kernels.push_back(item);
        else
          ++tally.offsets;
        break;
      case Look::unclear:
        break;
    }
  }
  return tally;
}

}  // namespace weighbridge::rules
