// Arrays that are in the file and that no name of the layout leads to.
#ifndef WEIGHBRIDGE_KERAS_UNCLAIMED_UNCLAIMED_H_
#define WEIGHBRIDGE_KERAS_UNCLAIMED_UNCLAIMED_H_

#include <cstdint>

#include "hdf5/tree.h"
#include "keras/checkpoint.h"

namespace weighbridge::keras {

// Whether what the layout's reader found would be called empty, or part of it: a layer lacks its weights, or there is
// no layer with any.
[[nodiscard]] bool lacks_something(const Checkpoint& checkpoint);

// Adds the arrays with values that the layout's reader did not take and that are Keras' by their names, their place, or
// because no link leads to them: to the layer in whose group they lie, else as a container of that group's name. Fills
// Checkpoint::unclaimed. The optimizer's group is left out.
void add_unclaimed(const hdf5::Tree& tree, std::uint64_t available_bytes, Checkpoint& checkpoint);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_UNCLAIMED_UNCLAIMED_H_
