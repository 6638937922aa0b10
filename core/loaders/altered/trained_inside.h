// Models in models that Keras 1 and 2 wrote: in the order of a model that trains, frozen or not.
#ifndef WEIGHBRIDGE_LOADERS_ALTERED_TRAINED_INSIDE_H_
#define WEIGHBRIDGE_LOADERS_ALTERED_TRAINED_INSIDE_H_

#include <string>

#include "keras/checkpoint.h"

namespace weighbridge::loaders {

// Names of the inner models with weights that are trained and some that never are (BatchNormalization); "" where there
// are none, or another Keras wrote the file. Keras 2.3.1 takes all trained weights of a frozen model first
// (keras/engine/network.py, non_trainable_weights); Keras 3 and tf.keras freeze layer by layer and take those in the
// model's order, so that a model that is frozen in code does not fit.
[[nodiscard]] std::string trained_inside(const keras::Checkpoint& checkpoint);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_ALTERED_TRAINED_INSIDE_H_
