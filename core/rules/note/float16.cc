#include "rules/proof/layer_sets.h"
#include "rules/proof/tensor_kinds.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_float16(const Subject& subject, Findings& findings) {
  const std::vector<const Layer*> layers = layers_with_dtype(*subject.checkpoint, {"float16"});
  if (layers.empty()) return;
  findings.add(ids::kFloat16, {.layers = paths_of_layers(layers),
                               .params = {{"layers", list_for_people(layers)}},
                               .evidence = {evidence::list("layers in float16", names_of(layers))}});
}

}  // namespace weighbridge::rules
