#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/training.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_optimizer_only(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const LayerSets sets = sort_layers(checkpoint);
  if (!checkpoint.optimizer || !sets.nothing_filled() || !checkpoint.model_level.empty()) return;
  // Layers that lack theirs: never-built says it and names the cause. Only weightless layers: nothing is wrong, unless
  // the optimizer proves that there were others.
  const Training training = training_of(checkpoint);
  if (!sets.empty.empty() || !sets.undetermined.empty() || !sets.optional.empty()) return;
  if (!sets.weightless.empty() && !training.was_meant()) return;

  const std::uint64_t arrays = checkpoint.optimizer->tensors.size();
  std::vector<Evidence> evidence{
      evidence::measurement("arrays of the optimizer", static_cast<double>(arrays), "tensors"),
      evidence::absent("layers", "weights of any layer")};
  add_evidence(training, evidence);
  const std::string how = training.was_meant()
                              ? sentence_about(training) + ", so the model had weights; they were not saved with it."
                              : "The model was compiled, but had no layers with weights when it was saved.";
  findings.add(ids::kOptimizerOnly, {.confidence = Confidence::certain,
                                     .path = checkpoint.optimizer->path,
                                     .params = {{"arrays", text::count_of(arrays, "array")}, {"how", how}},
                                     .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
