// Whether every value that could be read lies where Keras draws its initial ones.
#ifndef WEIGHBRIDGE_RULES_PROOF_UNTRAINED_H_
#define WEIGHBRIDGE_RULES_PROOF_UNTRAINED_H_

#include <cstdint>
#include <vector>

#include "keras/checkpoint.h"
#include "rules/proof/tensor_sets.h"

namespace weighbridge::rules {

struct Untrained {
  std::vector<LayerTensor> kernels;  // that fit an initializer
  std::uint64_t offsets = 0;         // biases and the like that are exactly initial
  bool trained = false;              // some value has moved
  bool all_read = false;             // a tensor whose values could not be read might be the one that was trained

  [[nodiscard]] bool looks_so() const { return all_read && !trained && !kernels.empty(); }
};
// There are biases or moving statistics, and each is exactly what it was made as: any step of training moves them.
[[nodiscard]] bool no_bias_moved(const keras::Checkpoint& checkpoint);
[[nodiscard]] Untrained look_for_training(const keras::Checkpoint& checkpoint);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_UNTRAINED_H_
