#include "base/text.h"
#include "rules/proof/tensor_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::uint64_t infinities(const LayerTensor& item) {
  return item.tensor->stats->positive_infinity + item.tensor->stats->negative_infinity;
}

}  // namespace

void check_inf_weights(const Subject& subject, Findings& findings) {
  const auto bad = tensors_where(*subject.checkpoint, [](const LayerTensor& item) { return infinities(item) > 0; });
  if (bad.empty()) return;
  std::uint64_t values = 0;
  for (const LayerTensor& item : bad) values += infinities(item);
  findings.add(ids::kInfWeights,
               {.confidence = Confidence::certain,
                .path = bad.front().tensor->path,
                .layers = paths_of_layers(bad),
                .params = {{"layers", layers_for_people(bad)}, {"tensors", text::count_of(bad.size(), "tensor")}},
                .evidence = {evidence::measurement("values that are infinite", static_cast<double>(values), "values"),
                             evidence::list("where", tensor_names(bad))}});
}

}  // namespace weighbridge::rules
