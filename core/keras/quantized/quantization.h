// How quantized layers of Keras 3 keep their numbers: which variables belong together, in which mode, and which of them
// are missing.
//
// Sources: `variable_serialization_spec`, `save_own_variables` and `_*_build` of
// keras/src/layers/core/{dense,einsum_dense,embedding, reversible_embedding}.py of
// Keras 3.6, 3.11, 3.12, 3.13, 3.14.1, 3.15.1 and the nightly 3.16.0.dev2026102704; each mode was run.
#ifndef WEIGHBRIDGE_KERAS_QUANTIZED_QUANTIZATION_H_
#define WEIGHBRIDGE_KERAS_QUANTIZED_QUANTIZATION_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "weighbridge/report.h"

namespace weighbridge::keras {

enum class QuantizationMode { int8, int4, int8_or_int4, gptq, awq, ternary, float8 };
[[nodiscard]] std::string_view mode_id(QuantizationMode mode);  // "int8", "gptq", "int8 or int4"

// How two 4-bit numbers share a byte, which is what changed between versions.
enum class Int4Form {
  not_int4,
  rows_packed,     // Keras 3.11 to 3.13, Dense and EinsumDense: two inputs a byte, one scale for each output
  columns_packed,  // Keras 3.14 and newer, no blocks: two outputs a byte. Embedding: every version, no blocks
  // Keras 3.14 and newer: a scale and a zero point for each block of 128 inputs, what quantize("int4") does.
  default_blocks,
  chosen_blocks,  // the same in blocks of another size
};

constexpr std::int64_t kDefaultBlockSize = 128;  // of Int4QuantizationConfig, and so of quantize("int4")

// The variables of one quantized kernel or embedding table. Pointers into the layer's tensors.
struct QuantizedPart {
  QuantizationMode mode = QuantizationMode::int8;
  Int4Form int4_form = Int4Form::not_int4;
  const Tensor* kernel = nullptr;  // whole numbers; float8: the float kernel
  const Tensor* scale = nullptr;
  const Tensor* zero = nullptr;         // gptq, awq, int4 in blocks
  const Tensor* group_index = nullptr;  // g_idx: in which block an input lies
  std::uint64_t blocks = 0;             // int4 in blocks: how many there are
  // gptq, awq: the zero points were not written, so that no Keras can load or restore the layer. Keras 3.14 and 3.15
  // skip them: save_own_variables takes them from the kernel merged with LoRA, which has none in these modes.
  bool lacks_zero = false;
  // The shapes fit int8 and int4, and no config tells: `mode` is what quantizers with their usual range would have made
  // of the numbers. With a narrower range of one's own (`AbsMaxQuantizer(value_range=...)`) 8-bit numbers look like
  // pairs of 4-bit ones.
  bool told_by_values = false;
  // gptq, awq: one row for each output (Keras 3.12 to 3.15) or for each input (the nightly builds of 3.16); none where
  // shapes fit both.
  std::optional<bool> outputs_first;
};

// The quantized parts of a layer, in the order of its tensors; none if nothing in it is quantized. Whether 8-bit
// numbers are pairs of 4-bit ones is told by shapes where those differ, else by values once these are known
// (`Tensor::stats`). `policy` is the mode of the layer's dtype policy in the config ("int4/128", "gptq/4/128"), ""
// where there is no config.
[[nodiscard]] std::vector<QuantizedPart> quantized_parts(std::span<const Tensor> tensors, std::string_view policy = {});
// False: quantized_parts() finds none. Nearly no layer has any.
[[nodiscard]] bool may_be_quantized(std::span<const Tensor> tensors);

// Was the part created and never filled in? Its whole numbers are those that the variable begins with (zeros; in
// ternary the code of zeros), and its scales are the ones that they begin with. A kernel that was quantized has
// neither: of a kernel of zeros the scale is not 1. None while the values are not known.
[[nodiscard]] std::optional<bool> is_hollow(const QuantizedPart& part);

// gptq, awq: the kernel is filled in by calibration, layer by layer, not from the float kernel alone.
[[nodiscard]] bool needs_calibration(QuantizationMode mode);

// What the whole numbers of a kernel of this mode are when it is made.
[[nodiscard]] double empty_code(QuantizationMode mode);

// Names the roles of the tensors of one v3 group `vars` in their order; false if they are not those of a quantized
// layer.
bool name_quantized_roles(std::span<Tensor> tensors, bool is_embedding);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_QUANTIZED_QUANTIZATION_H_
