// Arrays without a name that are the optimizer's.
#ifndef WEIGHBRIDGE_KERAS_UNCLAIMED_LOST_OPTIMIZER_H_
#define WEIGHBRIDGE_KERAS_UNCLAIMED_LOST_OPTIMIZER_H_

#include "hdf5/tree.h"
#include "keras/checkpoint.h"

namespace weighbridge::keras {

// The names of the optimizer's many variables are the last thing that the HDF5 library writes of them, so a file that
// is cut keeps the arrays alone. They are given to the optimizer where the rest proves it: the file has one, every
// layer of the model has all that it lists, and each array is a scalar or shaped like a weight, as the optimizers of
// Keras make their variables (keras/src/optimizers/base_optimizer.py of 3.15.1, add_variable_from_reference; build
// makes the counter). Adafactor's are not: those stay nobody's.
void give_optimizer_its_arrays(const hdf5::Tree& tree, Checkpoint& checkpoint);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_UNCLAIMED_LOST_OPTIMIZER_H_
