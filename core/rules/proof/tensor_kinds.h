// Layers by what their tensors are made of.
#ifndef WEIGHBRIDGE_RULES_PROOF_TENSOR_KINDS_H_
#define WEIGHBRIDGE_RULES_PROOF_TENSOR_KINDS_H_

#include <initializer_list>
#include <string_view>
#include <vector>

#include "keras/checkpoint.h"

namespace weighbridge::rules {

[[nodiscard]] std::vector<const Layer*> layers_with_dtype(const keras::Checkpoint& checkpoint,
                                                          std::initializer_list<std::string_view> dtypes);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_TENSOR_KINDS_H_
