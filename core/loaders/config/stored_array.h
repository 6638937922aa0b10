// Arrays as arguments of layers, Masking(mask_value=numpy.zeros(4)), in a .keras archive.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_STORED_ARRAY_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_STORED_ARRAY_H_

#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// TensorFlow's Keras writes such an array as {"class_name": "__numpy__", ...} and hands that to the layer again, not
// the array (keras/src/engine/base_layer.py, from_config, TensorFlow 2.15.1 and tf_keras 2.21.0; Keras 3 reads it
// back). What load_model raises where the layer calculates with it; none if there is no such layer.
[[nodiscard]] std::optional<Answer> calculate_with_array(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_STORED_ARRAY_H_
