// Moving averages of the weights (use_ema=True), which an optimizer keeps among its own variables.
#ifndef WEIGHBRIDGE_KERAS_AVERAGES_H_
#define WEIGHBRIDGE_KERAS_AVERAGES_H_

#include "keras/checkpoint.h"

namespace weighbridge::keras {

enum class Averages { no, possible, yes };

// The optimizer's config or the names of its variables decide. Files of weights of Keras 3 have neither: there one
// array for each trainable weight comes first, then the slots (keras/src/optimizers/base_optimizer.py, build). Sums of
// gradients (gradient_accumulation_steps) and SGD's momentum look the same, so that shapes can only say `no` or
// `possible`.
[[nodiscard]] Averages find_averages(const Checkpoint& checkpoint);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_AVERAGES_H_
