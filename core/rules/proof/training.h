// What the optimizer in a file proves about the model beside it: no rule may say the contrary.
#ifndef WEIGHBRIDGE_RULES_PROOF_TRAINING_H_
#define WEIGHBRIDGE_RULES_PROOF_TRAINING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "keras/checkpoint.h"
#include "weighbridge/finding.h"

namespace weighbridge::rules {

struct Training {
  std::uint64_t steps = 0;    // counted by the optimizer
  std::uint64_t moments = 0;  // arrays that it keeps for the variables it trains; made when it first meets them
  // Moments as large as no array of the model: of variables that were trained and are not in the file. Only of
  // optimizers that keep moments of the variables' own shapes.
  std::vector<std::string> of_unsaved;

  // There were variables, and an optimizer to train them.
  [[nodiscard]] bool was_meant() const { return steps > 0 || moments > 0; }
};
[[nodiscard]] Training training_of(const keras::Checkpoint& checkpoint);

// "The optimizer in the same file has counted 25 steps and keeps 4 arrays for the variables that it trained"
[[nodiscard]] std::string sentence_about(const Training& training);
void add_evidence(const Training& training, std::vector<Evidence>& evidence);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_TRAINING_H_
