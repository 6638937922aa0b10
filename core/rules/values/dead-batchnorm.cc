#include <algorithm>

#include "base/text.h"
#include "rules/proof/tensor_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool is_zero(const Tensor& tensor) { return tensor.stats->count > 0 && tensor.stats->zeros == tensor.stats->count; }
// Below -epsilon, of which 0.001 is the default (keras/src/layers/normalization/batch_normalization.py): the root of
// variance + epsilon is NaN. Of a variance of 0 it is 0.03, by which is divided.
constexpr double kDefaultEpsilon = 1e-3;
bool gives_nan(const Tensor& tensor) { return tensor.stats->finite && tensor.stats->finite->min < -kDefaultEpsilon; }
bool has_negative(const Tensor& tensor) { return tensor.stats->finite && tensor.stats->finite->min < 0; }

// A variance of 0 in every channel means that no data ever varied; below 0 it is no variance. A gamma of zeros alone is
// how some residual networks begin.
bool is_dead_variance(const LayerTensor& item) {
  return item.tensor->role == "moving_variance" && (is_zero(*item.tensor) || has_negative(*item.tensor));
}

}  // namespace

void check_dead_batchnorm(const Subject& subject, Findings& findings) {
  const auto bad = tensors_where(*subject.checkpoint, is_dead_variance);
  if (bad.empty()) return;
  const bool negative = std::ranges::any_of(bad, [](const LayerTensor& item) { return has_negative(*item.tensor); });
  const bool nan = std::ranges::any_of(bad, [](const LayerTensor& item) { return gives_nan(*item.tensor); });
  findings.add(
      ids::kDeadBatchnorm,
      {.confidence = negative ? Confidence::certain : Confidence::likely,
       .path = bad.front().tensor->path,
       .layers = paths_of_layers(bad),
       .params =
           {{"kind", negative ? "negative" : "zero"},
            {"layers", layers_for_people(bad)},
            {"what", negative ? "below 0, which no variance can be" : "0 in every channel"},
            {"outcome", nan ? "predictions are NaN (not a number)"
                            : "what differs from the mean comes out some 30 times too large"},
            {"next",
             negative ? "Set what is below 0 to 0, as shown below, and save again; the other weights are not concerned."
                      : "Let the model see training data in training mode again, then save; or reset the statistics."}},
       .evidence = {evidence::measurement("layers whose moving_variance is 0 or negative",
                                          static_cast<double>(bad.size()), "layers"),
                    evidence::list("where", tensor_names(bad))}});
}

}  // namespace weighbridge::rules
