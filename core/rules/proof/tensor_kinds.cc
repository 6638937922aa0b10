#include "rules/proof/tensor_kinds.h"

#include <algorithm>

namespace weighbridge::rules {

std::vector<const Layer*> layers_with_dtype(const keras::Checkpoint& checkpoint,
                                            std::initializer_list<std::string_view> dtypes) {
  std::vector<const Layer*> layers;
  for (const Layer& layer : checkpoint.layers) {
    const auto is_one = [&](const Tensor& tensor) { return std::ranges::find(dtypes, tensor.dtype) != dtypes.end(); };
    if (std::ranges::any_of(layer.tensors, is_one)) layers.push_back(&layer);
  }
  return layers;
}

}  // namespace weighbridge::rules
