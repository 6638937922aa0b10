#include "keras/quantized/hollow.h"

#include <algorithm>
#include <string_view>

namespace weighbridge::keras {

std::vector<QuantizedPart> parts_of(const Checkpoint& checkpoint, const Layer& layer) {
  if (!checkpoint.may_be_quantized) return {};
  const auto policy = checkpoint.config.quantization.find(layer.name);
  const bool known = policy != checkpoint.config.quantization.end();
  return quantized_parts(layer.tensors, known ? std::string_view(policy->second) : std::string_view());
}

bool is_hollow(const Checkpoint& checkpoint, const Layer& layer) {
  return !checkpoint.hollow_kernels.empty() && std::ranges::any_of(layer.tensors, [&](const Tensor& tensor) {
    return checkpoint.hollow_kernels.contains(tensor.path);
  });
}

}  // namespace weighbridge::keras
