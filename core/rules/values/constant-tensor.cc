#include "base/text.h"
#include "rules/proof/tensor_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// Zeros are a finding of their own; fewer than four equal values may be chance or a constant on purpose.
bool is_constant_kernel(const LayerTensor& item) {
  const TensorStats& stats = *item.tensor->stats;
  const bool all_finite = stats.finite && stats.nan + stats.positive_infinity + stats.negative_infinity == 0;
  return is_kernel(*item.tensor) && is_floating(*item.tensor) && all_finite && stats.count >= 4 &&
         stats.finite->min == stats.finite->max && stats.finite->min != 0;
}

}  // namespace

void check_constant_tensor(const Subject& subject, Findings& findings) {
  const auto bad = tensors_where(*subject.checkpoint, is_constant_kernel);
  if (bad.empty()) return;
  const double value = bad.front().tensor->stats->finite->min;
  findings.add(
      ids::kConstantTensor,
      {.confidence = Confidence::certain,
       .path = bad.front().tensor->path,
       .layers = paths_of_layers(bad),
       .params = {{"layers", layers_for_people(bad)},
                  {"kernels", text::count_of(bad.size(), "kernel")},
                  {"value", text::number(value)}},
       .evidence = {evidence::measurement("the one value of the first of them", value, ""),
                    evidence::measurement("kernels of one value only", static_cast<double>(bad.size()), "tensors"),
                    evidence::list("where", tensor_names(bad))}});
}

}  // namespace weighbridge::rules
