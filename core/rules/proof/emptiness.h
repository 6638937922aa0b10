// Why a file in which layers are listed holds none of their weights: the one diagnosis that never-built and
// build-without-call share.
#ifndef WEIGHBRIDGE_RULES_PROOF_EMPTINESS_H_
#define WEIGHBRIDGE_RULES_PROOF_EMPTINESS_H_

#include <string>

#include "keras/checkpoint.h"
#include "rules/proof/layer_sets.h"
#include "weighbridge/finding.h"

namespace weighbridge::rules {

struct Emptiness {
  enum class Cause { none, never_built, build_without_call };
  Cause cause = Cause::none;
  Confidence confidence = Confidence::certain;
  // One sentence: what this generation of Keras does, or what else it can have been.
  std::string how;
  bool or_untracked = false;              // the layers may as well have no variables that Keras knows of
  bool or_needs_none = false;             // nothing tells their classes: all of them may be without weights
  std::vector<const Layer*> layers = {};  // that lack their weights, or seem to
};
// Where every class is unknown, as in a subclassed model of Keras 3.0 to 3.5, an all-empty file says less: likely if a
// name promises weights
// ("dense1"), else possible.
[[nodiscard]] Emptiness diagnose(const keras::Checkpoint& checkpoint, const LayerSets& sets);

// What a finding says where `or_needs_none`; else what its own page says.
[[nodiscard]] std::string why_or_none(const Emptiness& emptiness, std::string otherwise);
[[nodiscard]] std::string next_or_none(const Emptiness& emptiness, std::string otherwise);

// The group or attribute in which an empty layer's weights would be ("layers/dense/vars", "weight_names").
[[nodiscard]] Evidence evidence_of_empty(const keras::Checkpoint& checkpoint, const std::vector<const Layer*>& layers);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_EMPTINESS_H_
