// In which blocks of inputs the 4-bit numbers of a file were scaled, as Int4QuantizationConfig's `block_size` says it
// (Keras 3.14 and newer).
#ifndef WEIGHBRIDGE_KERAS_QUANTIZED_BLOCK_SIZE_H_
#define WEIGHBRIDGE_KERAS_QUANTIZED_BLOCK_SIZE_H_

#include <cstdint>
#include <optional>
#include <span>

#include "keras/quantized/quantization.h"

namespace weighbridge::keras {

constexpr std::int64_t kNoBlocks = -1;  // as Int4QuantizationConfig spells it

// A size that gives every part as many blocks as the file has for it: the default where that fits, else the least.
// Shapes tell no more: three blocks of 8 inputs are blocks of 3 as well. None if no size fits all of them, or nothing
// in `parts` is int4 of Keras 3.14 and newer.
[[nodiscard]] std::optional<std::int64_t> block_size_of(std::span<const QuantizedPart> parts);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_QUANTIZED_BLOCK_SIZE_H_
