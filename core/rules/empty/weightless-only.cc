#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_weightless_only(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const LayerSets sets = sort_layers(checkpoint);
  const bool anything_else = !sets.filled.empty() || !sets.empty.empty() || !sets.undetermined.empty() || !sets.optional.empty() ||
                             !checkpoint.model_level.empty() || !checkpoint.listed_without_group.empty() ||
                             !checkpoint.groups_without_weight_names.empty();
  if (sets.weightless.empty() || anything_else) return;
  findings.add(ids::kWeightlessOnly, {.confidence = Confidence::certain,
                                      .params = {{"layers", list_for_people(sets.weightless)}},
                                      .evidence = {evidence::list("layers, all of classes without weights", names_of(sets.weightless))}});
}

}  // namespace weighbridge::rules
