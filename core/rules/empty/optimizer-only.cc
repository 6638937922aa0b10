#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_optimizer_only(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const LayerSets sets = sort_layers(checkpoint);
  if (!checkpoint.optimizer || !sets.filled.empty() || !checkpoint.model_level.empty()) return;
  // Layers that lack theirs: never-built says it and names the cause. Only weightless layers: nothing is wrong.
  if (!sets.empty.empty() || !sets.undetermined.empty() || !sets.optional.empty() || !sets.weightless.empty()) return;

  const std::uint64_t arrays = checkpoint.optimizer->tensors.size();
  findings.add(ids::kOptimizerOnly, {.confidence = Confidence::certain,
                                     .path = checkpoint.optimizer->path,
                                     .params = {{"arrays", text::count_of(arrays, "array")}},
                                     .evidence = {evidence::measurement("arrays of the optimizer", static_cast<double>(arrays), "tensors"),
                                                  evidence::absent("layers", "weights of any layer")}});
}

}  // namespace weighbridge::rules
