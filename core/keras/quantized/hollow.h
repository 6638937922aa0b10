// Quantized kernels that were made but never filled in: a cause of emptiness, for the layer has arrays but no weights.
#ifndef WEIGHBRIDGE_KERAS_QUANTIZED_HOLLOW_H_
#define WEIGHBRIDGE_KERAS_QUANTIZED_HOLLOW_H_

#include <vector>

#include "keras/checkpoint.h"
#include "keras/quantized/quantization.h"

namespace weighbridge::keras {

// The quantized parts of a layer, its policy in the config taken into account.
[[nodiscard]] std::vector<QuantizedPart> parts_of(const Checkpoint& checkpoint, const Layer& layer);

// Is one of the layer's kernels among Checkpoint::hollow_kernels?
[[nodiscard]] bool is_hollow(const Checkpoint& checkpoint, const Layer& layer);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_QUANTIZED_HOLLOW_H_
