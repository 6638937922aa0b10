#include "base/text.h"
#include "keras/each_tensor.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
void check_never_written_dataset(const Subject& subject, Findings& findings) {
  std::vector<std::string> paths;
  keras::any_weight(*subject.checkpoint, [&paths](const Layer*, const Tensor& tensor) {
    if (tensor.state == TensorState::never_written && tensor.parameters > 0) paths.push_back(tensor.path);
    return false;
  });
  if (paths.empty()) return;
  findings.add(ids::kNeverWrittenDataset,
               {.path = paths.size() == 1 ? std::optional(paths.front()) : std::nullopt,
                .params = {{"arrays", text::count_of(paths.size(), "array")},
                           {"were", paths.size() == 1 ? "was" : "were"},
                           {"names", list_for_people(paths)}},
                .evidence = {evidence::list("arrays with a shape, but without space in the file", bounded(paths))}});
}

}  // namespace weighbridge::rules
