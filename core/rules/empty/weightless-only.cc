#include "rules/proof/layer_sets.h"
#include "rules/proof/training.h"
#include "rules/proof/vocabulary.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_weightless_only(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const LayerSets sets = sort_layers(checkpoint);
  const bool anything_else = !sets.nothing_filled() || !sets.empty.empty() || !sets.undetermined.empty() ||
                             !sets.optional.empty() || !checkpoint.model_level.empty() ||
                             !checkpoint.listed_without_group.empty() ||
                             !checkpoint.groups_without_weight_names.empty();
  if (sets.weightless.empty() || anything_else) return;
  // Neither an optimizer that met variables nor a vocabulary that is not here lets this be all.
  if (training_of(checkpoint).was_meant() || !layers_without_their_words(subject).empty()) return;
  findings.add(ids::kWeightlessOnly,
               {.confidence = Confidence::certain,
                .layers = paths_of_layers(sets.weightless),
                .params = {{"layers", list_for_people(sets.weightless)}},
                .evidence = {evidence::list("layers, all of classes without weights", names_of(sets.weightless))}});
}

}  // namespace weighbridge::rules
