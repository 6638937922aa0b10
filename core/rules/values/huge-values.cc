#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "rules/proof/tensor_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// No trained network that we know has weights beyond a few thousand; a flipped bit in an exponent gives 1e9 and more.
constexpr double kHuge = 1e6;

double largest(const LayerTensor& item) {
  const FiniteStats& stats = *item.tensor->stats->finite;
  return std::max(std::fabs(stats.min), std::fabs(stats.max));
}

// Statistics of the data (moving averages, Normalization) have the data's own scale, and counters count.
bool is_huge_weight(const LayerTensor& item) {
  static constexpr std::array<std::string_view, 9> kWeights{
      "kernel", "recurrent_kernel", "depthwise_kernel", "pointwise_kernel", "embeddings", "bias", "gamma", "beta",
      "alpha"};
  const bool weight = item.tensor->role.empty() ? item.tensor->shape.size() >= 2
                                                : std::ranges::find(kWeights, item.tensor->role) != kWeights.end();
  return weight && is_floating(*item.tensor) && item.tensor->stats->finite && largest(item) > kHuge;
}

}  // namespace

void check_huge_values(const Subject& subject, Findings& findings) {
  const auto bad = tensors_where(*subject.checkpoint, is_huge_weight);
  if (bad.empty()) return;
  const auto worst = std::ranges::max_element(bad, {}, largest);
  findings.add(ids::kHugeValues, {.confidence = Confidence::likely,
                                  .path = worst->tensor->path,
                                  .layers = paths_of_layers(bad),
                                  .params = {{"layers", layers_for_people(bad)},
                                             {"tensors", text::count_of(bad.size(), "tensor")},
                                             {"largest", number_for_people(largest(*worst))}},
                                  .evidence = {evidence::measurement("the largest magnitude", largest(*worst), ""),
                                               evidence::measurement("what is called huge here", kHuge, ""),
                                               evidence::list("where", tensor_names(bad))}});
}

}  // namespace weighbridge::rules
