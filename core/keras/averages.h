// Moving averages of the weights (use_ema=True), which an optimizer keeps among its own variables.
#ifndef WEIGHBRIDGE_KERAS_AVERAGES_H_
#define WEIGHBRIDGE_KERAS_AVERAGES_H_

#include "keras/checkpoint.h"

namespace weighbridge::keras {

// By the optimizer's config, by names, or by shapes: Keras 3 writes iteration, learning rate, one average for each trainable weight, and
// then the slots of each weight (keras/src/optimizers/base_optimizer.py, build). Without a slot, or where the shapes fit both, false.
[[nodiscard]] bool keeps_averages(const Checkpoint& checkpoint);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_AVERAGES_H_
