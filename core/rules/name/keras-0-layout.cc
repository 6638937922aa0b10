#include "base/text.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_keras_0_layout(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (checkpoint.layout != keras::Layout::keras_0) return;
  std::uint64_t arrays = 0;
  for (const Layer& layer : checkpoint.layers) arrays += layer.tensors.size();
  findings.add(ids::kKeras0Layout,
               {.params = {{"arrays", arrays == 0 ? "no arrays" : text::count_of(arrays, "array")}},
                .evidence = {evidence::at("/", "nb_layers, or a group graph: the marks of Keras 0"),
                             evidence::measurement("arrays", static_cast<double>(arrays), "tensors")},
                // Where nothing is stored there is nothing to read.
                .severity = arrays == 0 ? std::optional(Severity::note) : std::nullopt});
}

}  // namespace weighbridge::rules
