#include "base/text.h"
#include "rules/proof/tensor_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool holds_nan(const LayerTensor& item) { return item.tensor->stats->nan > 0; }

// Moving statistics alone can be repaired: the learned weights are sound.
bool is_moving_statistic(const LayerTensor& item) { return item.tensor->role == "moving_mean" || item.tensor->role == "moving_variance"; }

}  // namespace

void check_nan_weights(const Subject& subject, Findings& findings) {
  const auto bad = tensors_where(*subject.checkpoint, holds_nan);
  if (bad.empty()) return;
  std::uint64_t values = 0;
  bool only_moving = true;
  for (const LayerTensor& item : bad) {
    values += item.tensor->stats->nan;
    only_moving = only_moving && is_moving_statistic(item);
  }
  const auto all = tensors_where(*subject.checkpoint, [](const LayerTensor& item) { return is_floating(*item.tensor); });
  findings.add(ids::kNanWeights,
               {.confidence = Confidence::certain,
                .path = bad.front().tensor->path,
                .params = {{"layers", layers_for_people(bad)},
                           {"tensors", text::count_of(bad.size(), "tensor")},
                           {"extent", only_moving ? "Only moving statistics of BatchNormalization are hit; the learned weights can be kept."
                                      : bad.size() == all.size() ? "Every tensor of the model is hit."
                                                                 : "The other tensors are finite."}},
                .evidence = {evidence::measurement("values that are NaN", static_cast<double>(values), "values"),
                             evidence::measurement("tensors that hold them", static_cast<double>(bad.size()), "tensors"),
                             evidence::list("where", tensor_names(bad))}});
}

}  // namespace weighbridge::rules
