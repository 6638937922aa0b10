#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "rules/proof/tensor_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// Fewer values than this may agree by chance, or because they were set by hand.
constexpr std::uint64_t kFewest = 64;

bool can_be_compared(const LayerTensor& item) {
  const TensorStats& stats = *item.tensor->stats;
  return is_kernel(*item.tensor) && is_floating(*item.tensor) && stats.count >= kFewest && stats.histogram.has_value();
}

// Two tensors that agree in all of this have the same values in the same order or are permutations of each other.
auto fingerprint(const LayerTensor& item) {
  const TensorStats& stats = *item.tensor->stats;
  return std::tie(item.tensor->shape, stats.finite->mean, stats.finite->standard_deviation, stats.finite->min,
                  stats.finite->max, stats.zeros, stats.histogram->counts);
}

}  // namespace

void check_duplicate_tensors(const Subject& subject, Findings& findings) {
  auto tensors = tensors_where(*subject.checkpoint, can_be_compared);
  std::ranges::stable_sort(tensors,
                           [](const LayerTensor& a, const LayerTensor& b) { return fingerprint(a) < fingerprint(b); });
  std::vector<LayerTensor> copies;
  for (std::size_t i = 0; i + 1 < tensors.size(); ++i) {
    // Inside one layer, equal tensors are the layer's own business; across layers they are a sign.
    const bool same =
        tensors[i].layer != tensors[i + 1].layer && fingerprint(tensors[i]) == fingerprint(tensors[i + 1]);
    if (!same) continue;
    if (copies.empty() || copies.back().tensor != tensors[i].tensor) copies.push_back(tensors[i]);
    copies.push_back(tensors[i + 1]);
  }
  if (copies.empty()) return;
  findings.add(ids::kDuplicateTensors,
               {.confidence = Confidence::likely,
                .path = copies.front().tensor->path,
                .layers = paths_of_layers(copies),
                .params = {{"layers", layers_for_people(copies)}},
                .evidence = {evidence::measurement("kernels that have a twin in another layer",
                                                   static_cast<double>(copies.size()), "tensors"),
                             evidence::list("where", tensor_names(copies))}});
}

}  // namespace weighbridge::rules
