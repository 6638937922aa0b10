#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_model_level_weights(const Subject& subject, Findings& findings) {
  const std::vector<Tensor>& tensors = subject.checkpoint->model_level;
  if (tensors.empty()) return;
  std::vector<std::string> paths;
  for (const Tensor& tensor : tensors) paths.push_back(tensor.path);
  findings.add(ids::kModelLevelWeights,
               {.path = paths.size() == 1 ? std::optional(paths.front()) : std::nullopt,
                .params = {{"arrays", text::count_of(paths.size(), "array")}},
                .evidence = {evidence::list("variables of the model itself", bounded(paths))}});
}

}  // namespace weighbridge::rules
