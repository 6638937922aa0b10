// The tensors that the rules about values look at, with the layers they belong to.
#ifndef WEIGHBRIDGE_RULES_PROOF_TENSOR_SETS_H_
#define WEIGHBRIDGE_RULES_PROOF_TENSOR_SETS_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "keras/checkpoint.h"
#include "weighbridge/report.h"

namespace weighbridge::rules {

struct LayerTensor {
  const Layer* layer;  // null: a variable of the model itself
  const Tensor* tensor;
};

// Every tensor of the layers and of the model itself that has statistics, in model order, for which `wanted` holds.
[[nodiscard]] std::vector<LayerTensor> tensors_where(const keras::Checkpoint& checkpoint,
                                                     const std::function<bool(const LayerTensor&)>& wanted);

// A tensor that multiplies inputs: a kernel of any kind, an embedding table, or one of unknown role with two or more
// dimensions.
[[nodiscard]] bool is_kernel(const Tensor& tensor);
[[nodiscard]] bool is_floating(const Tensor& tensor);

// The layers of these tensors, each once, in order, shortened for people: "dense, dense_1 and 7 more".
[[nodiscard]] std::string layers_for_people(const std::vector<LayerTensor>& tensors);
// The paths of these layers, the first kListed of them.
[[nodiscard]] std::vector<std::string> paths_of_layers(const std::vector<LayerTensor>& tensors);
// "dense/kernel" for each of the first kListed.
[[nodiscard]] std::vector<std::string> tensor_names(const std::vector<LayerTensor>& tensors);

// Four significant digits, and whole numbers below a billion as they are: "0.4629", "1500000", "1e+30".
[[nodiscard]] std::string number_for_people(double value);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_TENSOR_SETS_H_
