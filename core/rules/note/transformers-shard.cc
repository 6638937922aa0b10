#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_transformers_shard(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (!checkpoint.lists_arrays) return;
  std::vector<std::string> paths;
  for (const Layer& layer : checkpoint.layers) {
    for (const Tensor& tensor : layer.tensors) paths.push_back(tensor.path);
  }
  findings.add(ids::kTransformersShard,
               {.params = {{"arrays", text::count_of(paths.size(), "array")}},
                .evidence = {evidence::list("arrays that its list of layers names", bounded(paths))}});
}

}  // namespace weighbridge::rules
