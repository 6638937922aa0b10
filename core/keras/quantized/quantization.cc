#include "keras/quantized/quantization.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace weighbridge::keras {
namespace {

constexpr std::size_t kLeastOfFloat8 = 7;   // kernel, [bias,] three scales with a history each
constexpr std::size_t kAmaxHistory = 1024;  // float8: QuantizedFloat8DTypePolicy.default_amax_history_length
// quantizers.py, abs_max_quantize: int8 reaches from -127 to 127, and one number of every channel is 127 or -127, or
// close to it by rounding. Two numbers of 4 bits from -7 to 7 in a byte reach from -112 to 127.
constexpr double kInt8Peak = 126;
constexpr double kLowestPair = -112;
constexpr double kHighPair = 112;
constexpr std::uint64_t kEnoughNumbers = 64;

bool is_float(const Tensor& tensor) { return tensor.dtype.starts_with("float") || tensor.dtype == "bfloat16"; }
bool is_bytes(const Tensor& tensor) {
  return (tensor.dtype == "int8" || tensor.dtype == "uint8") && tensor.shape.size() >= 2;
}
std::uint64_t half(std::uint64_t n) { return n / 2 + n % 2; }
std::string_view group_of(const Tensor& tensor) {
  const std::size_t slash = tensor.path.rfind('/');
  return std::string_view(tensor.path).substr(0, slash == std::string::npos ? 0 : slash);
}

// The mode where only values can tell.
QuantizationMode by_values(const Tensor& kernel) {
  if (!kernel.stats || !kernel.stats->finite) return QuantizationMode::int8_or_int4;
  const FiniteStats& values = *kernel.stats->finite;
  if (values.min < kLowestPair) return QuantizationMode::int8;
  if (values.min == 0 && values.max == 0) return QuantizationMode::int8_or_int4;
  // Of many pairs one has a 7 in its upper half. Numbers that stay below are those of a range of the user's own
  // (AbsMaxQuantizer).
  if (values.max < kHighPair && kernel.parameters >= kEnoughNumbers) return QuantizationMode::int8_or_int4;
  if (values.max < kInt8Peak) return QuantizationMode::int4;
  // Among many numbers, the peaks of all int8 channels would have to be positive.
  return values.min < 0 && kernel.parameters >= kEnoughNumbers ? QuantizationMode::int4
                                                               : QuantizationMode::int8_or_int4;
}

std::uint64_t last_extent(const Tensor& tensor) { return tensor.shape.empty() ? 1 : tensor.shape.back(); }

// Dense: [blocks, outputs]. Embedding: [rows, blocks], where the blocks lie along the output.
std::uint64_t count_blocks(const Tensor& kernel, const Tensor& scale, const Tensor& group_index) {
  if (scale.shape.size() != 2 || group_index.parameters == 0) return 0;
  const bool embedding = scale.shape[0] == kernel.shape[0] && half(group_index.parameters) == kernel.shape[1];
  return embedding ? scale.shape[1] : scale.shape[0];
}

Int4Form form_of_blocks(const QuantizedPart& part) {
  if (part.group_index == nullptr) return Int4Form::default_blocks;
  const auto inputs = static_cast<std::int64_t>(part.group_index->parameters);
  const bool is_default =
      part.blocks > 0 && static_cast<std::int64_t>(part.blocks) == (inputs - 1) / kDefaultBlockSize + 1;
  return is_default ? Int4Form::default_blocks : Int4Form::chosen_blocks;
}

void judge_int(QuantizedPart& part, std::string_view policy) {
  const Tensor& kernel = *part.kernel;
  const Tensor& scale = *part.scale;
  if (part.zero != nullptr) {
    part.mode = QuantizationMode::int4;
    if (part.group_index != nullptr) part.blocks = count_blocks(kernel, scale, *part.group_index);
    part.int4_form = form_of_blocks(part);
    return;
  }
  const bool by_output = last_extent(kernel) != last_extent(scale) && last_extent(kernel) == half(last_extent(scale)) &&
                         kernel.shape[0] != last_extent(scale);
  // Embedding.
  const bool by_row =
      scale.shape.size() == 1 && scale.shape[0] == kernel.shape[0] && last_extent(kernel) != scale.shape[0];
  part.told_by_values = !by_output && !policy.starts_with("int");
  part.mode = part.told_by_values                       ? by_values(kernel)
              : by_output || policy.starts_with("int4") ? QuantizationMode::int4
                                                        : QuantizationMode::int8;
  if (part.mode == QuantizationMode::int4)
    part.int4_form = by_output || by_row ? Int4Form::columns_packed : Int4Form::rows_packed;
}

// int8: kernel, [bias], scale. int4 in blocks: and zero, g_idx. ReversibleEmbedding has all of it twice, as far as it
// applies; the zero points of its second table are stored as floats (reversible_embedding.py, _int4_build: add_weight
// without a dtype).
QuantizedPart int_part(std::span<const Tensor*> rest, std::size_t& used, std::string_view policy,
                       bool is_second_of_blocks) {
  QuantizedPart part{.kernel = rest[0]};
  std::size_t next = 1;
  while (next < rest.size() && rest[next]->dtype != "int8") ++next;
  used = next;
  if (next == 1 || !is_float(*rest[next - 1])) return part;
  // With blocks the scale stands right before its zero points, then g_idx, which a second table shares; without, the
  // scale is last.
  const bool has_blocks = next < rest.size() && rest[next - 1]->shape == rest[next]->shape;
  part.scale = rest[next - 1];
  if (is_second_of_blocks && next == 3 && rest[1]->shape == rest[2]->shape) {
    part.scale = rest[1];
    part.zero = rest[2];
  } else if (has_blocks) {
    part.zero = rest[next];
    used = next + 1;
    if (used < rest.size() && rest[used]->shape.size() == 1) part.group_index = rest[used++];
  }
  judge_int(part, policy);
  return part;
}

// gptq, awq: kernel [outputs or half of them, inputs] and scale [outputs, groups], or both the other way round.
std::optional<bool> puts_outputs_first(const Tensor& kernel, const Tensor& scale, const Tensor& group_index) {
  if (kernel.shape.size() != 2 || scale.shape.size() != 2) return std::nullopt;
  const auto fits = [&](std::size_t output) {
    const std::uint64_t outputs = scale.shape[output];
    return kernel.shape[1 - output] == group_index.parameters &&
           (kernel.shape[output] == outputs || kernel.shape[output] == half(outputs));
  };
  return fits(0) == fits(1) ? std::nullopt : std::optional(fits(0));
}

// gptq: [bias], kernel, scale, zero, g_idx; awq: awq_scales before g_idx; ternary (3.16): kernel, [bias], scale without
// a dimension.
QuantizedPart uint_part(std::span<const Tensor*> rest, std::size_t& used) {
  QuantizedPart part{.mode = QuantizationMode::gptq, .kernel = rest[0]};
  std::size_t end = 1;
  while (end < rest.size() && !(is_bytes(*rest[end]) && end > 2)) ++end;
  used = end;
  if (end == 1) return part;
  if (rest[end - 1]->shape.empty() && is_float(*rest[end - 1])) {
    part.mode = QuantizationMode::ternary;
    part.scale = rest[end - 1];
    return part;
  }
  part.scale = rest[1];
  std::size_t next = 2;
  if (next < end && is_bytes(*rest[next])) part.zero = rest[next++];
  if (end - next >= 2) part.mode = QuantizationMode::awq;
  if (end > next) part.group_index = rest[end - 1];
  if (part.group_index != nullptr)
    part.outputs_first = puts_outputs_first(*part.kernel, *part.scale, *part.group_index);
  part.lacks_zero = part.zero == nullptr && part.group_index != nullptr && part.scale->shape.size() == 2;
  return part;
}

std::vector<QuantizedPart> parts_of_group(std::span<const Tensor*> group, std::string_view policy) {
  std::vector<QuantizedPart> parts;
  const std::size_t n = group.size();
  if (n >= kLeastOfFloat8 && n <= kLeastOfFloat8 + 1 && is_float(*group[0]) &&
      group[n - 1]->shape == std::vector<std::uint64_t>{kAmaxHistory}) {
    parts.push_back({.mode = QuantizationMode::float8, .kernel = group[0], .scale = group[n - 4]});
    return parts;
  }
  for (std::size_t i = 0; i < n;) {
    std::size_t used = 1;
    if (is_bytes(*group[i])) {
      const bool is_second = !parts.empty() && parts.back().zero != nullptr;
      QuantizedPart part = group[i]->dtype == "int8" ? int_part(group.subspan(i), used, policy, is_second)
                                                     : uint_part(group.subspan(i), used);
      if (part.scale != nullptr) parts.push_back(part);
    }
    i += used;
  }
  return parts;
}

bool is_constant(const Tensor& tensor, double value) {
  return tensor.stats && tensor.stats->finite && tensor.stats->nan == 0 && tensor.stats->finite->min == value &&
         tensor.stats->finite->max == value;
}

}  // namespace

std::string_view mode_id(QuantizationMode mode) {
  switch (mode) {
    case QuantizationMode::int8:
      return "int8";
    case QuantizationMode::int4:
      return "int4";
    case QuantizationMode::int8_or_int4:
      return "int8 or int4";
    case QuantizationMode::gptq:
      return "gptq";
    case QuantizationMode::awq:
      return "awq";
    case QuantizationMode::ternary:
      return "ternary";
    case QuantizationMode::float8:
      return "float8";
  }
  return "";
}

bool may_be_quantized(std::span<const Tensor> tensors) {
  return tensors.size() >= kLeastOfFloat8 || std::ranges::any_of(tensors, is_bytes);
}

std::vector<QuantizedPart> quantized_parts(std::span<const Tensor> tensors, std::string_view policy) {
  std::vector<QuantizedPart> parts;
  if (!may_be_quantized(tensors)) return parts;
  for (std::size_t begin = 0; begin < tensors.size();) {
    std::vector<const Tensor*> group;
    std::size_t end = begin;
    // The parts of a composite layer lie in groups of their own.
    while (end < tensors.size() && group_of(tensors[end]) == group_of(tensors[begin])) group.push_back(&tensors[end++]);
    std::ranges::copy(parts_of_group(group, policy), std::back_inserter(parts));
    begin = end;
  }
  return parts;
}

bool needs_calibration(QuantizationMode mode) {
  return mode == QuantizationMode::gptq || mode == QuantizationMode::awq;
}

// Five digits 1 to the base 3.
double empty_code(QuantizationMode mode) { return mode == QuantizationMode::ternary ? 121 : 0; }

std::optional<bool> is_hollow(const QuantizedPart& part) {
  if (part.mode == QuantizationMode::float8) return false;  // the kernel is the float kernel
  if (!part.kernel->stats || !part.scale->stats) return std::nullopt;
  return is_constant(*part.kernel, empty_code(part.mode)) && is_constant(*part.scale, 1);
}

bool name_quantized_roles(std::span<Tensor> tensors, bool is_embedding) {
  const std::vector<QuantizedPart> parts = quantized_parts(tensors);
  if (parts.empty()) return false;
  const auto name = [&](const Tensor* tensor, std::string role) {
    if (tensor != nullptr) tensors[static_cast<std::size_t>(tensor - tensors.data())].role = std::move(role);
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const QuantizedPart& part = parts[i];
    const std::string stem = !is_embedding ? "kernel" : i == 0 ? "embeddings" : "reverse_embeddings";
    name(part.kernel, needs_calibration(part.mode) ? "quantized_kernel" : stem);
    name(part.scale, stem + "_scale");
    name(part.zero, stem + "_zero");
    name(part.group_index, "g_idx");
    if (part.mode == QuantizationMode::awq) name(part.group_index - 1, "awq_scales");
    if (part.mode == QuantizationMode::float8) {
      static constexpr std::string_view kRoles[] = {"inputs_scale",       "inputs_amax_history",
                                                    "kernel_scale",       "kernel_amax_history",
                                                    "outputs_grad_scale", "outputs_grad_amax_history"};
      for (std::size_t k = 0; k < std::size(kRoles); ++k)
        tensors[tensors.size() - std::size(kRoles) + k].role = kRoles[k];
    }
  }
  if (is_embedding) return true;
  for (Tensor& tensor : tensors) {
    if (tensor.role.empty() && is_float(tensor)) tensor.role = "bias";
  }
  return true;
}

}  // namespace weighbridge::keras
