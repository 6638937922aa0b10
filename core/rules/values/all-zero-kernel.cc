#include "base/text.h"
#include "rules/proof/tensor_sets.h"
#include "rules/proof/training.h"
#include "rules/proof/untrained.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// One value alone says little. Integer kernels of all zeros are what Keras writes for a layer that was quantized before
// it had weights.
bool is_all_zero(const LayerTensor& item) {
  const TensorStats& stats = *item.tensor->stats;
  return is_kernel(*item.tensor) && is_floating(*item.tensor) && stats.count > 1 && stats.zeros == stats.count;
}

}  // namespace

void check_all_zero_kernel(const Subject& subject, Findings& findings) {
  const auto bad = tensors_where(*subject.checkpoint, is_all_zero);
  if (bad.empty()) return;
  const auto all = tensors_where(*subject.checkpoint, [](const LayerTensor& item) { return is_kernel(*item.tensor); });
  const bool fresh =
      all.size() > bad.size() && no_bias_moved(*subject.checkpoint) && !training_of(*subject.checkpoint).was_meant();
  findings.add(
      ids::kAllZeroKernel,
      {.confidence = Confidence::certain,
       .path = bad.front().tensor->path,
       .layers = paths_of_layers(bad),
       .params = {{"layers", layers_for_people(bad)}, {"kernels", text::count_of(bad.size(), "kernel")}},
       .evidence = {evidence::measurement("kernels whose every value is 0", static_cast<double>(bad.size()), "tensors"),
                    evidence::list("where", tensor_names(bad))},
       // Zeros are an initial value, too: in a model that took no step, and was not meant to, they are no surprise.
       .severity = fresh ? std::optional(Severity::note) : std::nullopt});
}

}  // namespace weighbridge::rules
