// Which layers findings are about: the rules name them, or the paths in what they found lead to them.
#ifndef WEIGHBRIDGE_RULES_PROOF_LAYERS_CONCERNED_H_
#define WEIGHBRIDGE_RULES_PROOF_LAYERS_CONCERNED_H_

#include <vector>

#include "keras/checkpoint.h"
#include "weighbridge/finding.h"

namespace weighbridge::rules {

// Adds to `layers` of each finding those that hold its path or a path of its evidence, up to kListed of them.
void note_layers(const keras::Checkpoint& checkpoint, std::vector<Finding>& findings);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_LAYERS_CONCERNED_H_
