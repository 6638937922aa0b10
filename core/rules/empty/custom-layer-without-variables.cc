#include <algorithm>

#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
void check_custom_layer_without_variables(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (checkpoint.layout == keras::Layout::keras_0) return;  // no classes there: every empty layer would be one
  const LayerSets sets = sort_layers(checkpoint);
  if (sets.undetermined.empty()) return;

  const bool promised = std::ranges::any_of(sets.undetermined, [](const Layer* layer) { return name_promises_weights(*layer); });
  const bool classes_known = std::ranges::none_of(sets.undetermined, [](const Layer* layer) { return layer->class_name.empty(); });
  const bool nothing_else = sets.filled.empty() && checkpoint.model_level.empty();
  findings.add(ids::kCustomLayerWithoutVariables,
               {.confidence = Confidence::possible,
                .path = sets.undetermined.size() == 1 ? std::optional(sets.undetermined.front()->path) : std::nullopt,
                .params = {{"layers", list_for_people(sets.undetermined)},
                           {"class", classes_known ? "whose class is not one of Keras' own" : "whose class the file does not tell"}},
                .evidence = {evidence::list("layers without variables that may need none", names_of(sets.undetermined)),
                             evidence::measurement("layers with weights", static_cast<double>(sets.filled.size()), "layers")},
                .severity = promised || nothing_else ? std::nullopt : std::optional(Severity::note)});
}

}  // namespace weighbridge::rules
