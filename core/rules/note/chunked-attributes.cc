#include "rules/rule.h"

namespace weighbridge::rules {

void check_chunked_attributes(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (!checkpoint.layer_names_chunked) return;
  findings.add(
      ids::kChunkedAttributes,
      {.evidence = {evidence::at(checkpoint.root, "layer_names0, layer_names1, ... in place of layer_names"),
                    evidence::measurement("layers", static_cast<double>(checkpoint.layers.size()), "layers")}});
}

}  // namespace weighbridge::rules
