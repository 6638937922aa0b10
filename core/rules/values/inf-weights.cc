#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "rules/proof/tensor_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::uint64_t infinities(const LayerTensor& item) {
  return item.tensor->stats->positive_infinity + item.tensor->stats->negative_infinity;
}

constexpr std::string_view kSpreads =
    "The first computation that subtracts or multiplies them by 0 gives NaN, and from there it spreads.";
constexpr std::string_view kGoBack =
    "Go back to a checkpoint from before; lower the learning rate or clip the gradients before you train on.";
constexpr std::string_view kMask =
    "The others there are 0, and all infinite ones negative: so an attention mask is stored, which is added to scores.";
constexpr std::string_view kMeant = "Nothing, if a mask is what your layer keeps there.";

// Training that diverges leaves numbers beside them, and both signs.
bool is_mask(const LayerTensor& item) {
  const TensorStats& stats = *item.tensor->stats;
  return item.tensor->shape.size() >= 2 && stats.zeros > 0 && stats.negative_infinity > 0 &&
         stats.zeros + stats.negative_infinity == stats.count;
}

}  // namespace

void check_inf_weights(const Subject& subject, Findings& findings) {
  const auto bad = tensors_where(*subject.checkpoint, [](const LayerTensor& item) { return infinities(item) > 0; });
  if (bad.empty()) return;
  const bool meant = std::ranges::all_of(bad, is_mask);
  std::uint64_t values = 0;
  for (const LayerTensor& item : bad) values += infinities(item);
  findings.add(ids::kInfWeights,
               {.confidence = meant ? Confidence::likely : Confidence::certain,
                .path = bad.front().tensor->path,
                .layers = paths_of_layers(bad),
                .params = {{"layers", layers_for_people(bad)},
                           {"tensors", text::count_of(bad.size(), "tensor")},
                           {"how", std::string(meant ? kMask : kSpreads)},
                           {"next", std::string(meant ? kMeant : kGoBack)}},
                .evidence = {evidence::measurement("values that are infinite", static_cast<double>(values), "values"),
                             evidence::list("where", tensor_names(bad))},
                .severity = meant ? std::optional(Severity::note) : std::nullopt});
}

}  // namespace weighbridge::rules
