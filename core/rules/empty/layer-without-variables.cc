#include <algorithm>

#include "rules/proof/emptiness.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_layer_without_variables(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const LayerSets sets = sort_layers(checkpoint);
  if (sets.empty.empty()) return;
  // With nothing else filled the whole model is empty: that is never-built. A weight of the model itself counts as filled.
  if (sets.filled.empty() && checkpoint.model_level.empty()) return;

  // A class that is only guessed from a name ("dense_part") makes it a warning.
  const bool guessed = std::ranges::all_of(sets.empty, [](const Layer* layer) { return layer->class_known_from == "name"; });
  findings.add(ids::kLayerWithoutVariables,
               {.confidence = guessed ? Confidence::likely : Confidence::certain,
                .path = sets.empty.size() == 1 ? std::optional(sets.empty.front()->path) : std::nullopt,
                .params = {{"layers", list_for_people(sets.empty)}},
                .evidence = {evidence_of_empty(checkpoint, sets.empty),
                             evidence::measurement("layers with weights", static_cast<double>(sets.filled.size()), "layers")},
                .severity = guessed ? std::optional(Severity::warning) : std::nullopt});
}

}  // namespace weighbridge::rules
