#include <algorithm>
#include <string>

#include "keras/quantized/hollow.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_quantized_incomplete(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  std::vector<const Layer*> layers;
  std::vector<std::string> kernels;
  keras::QuantizationMode mode = keras::QuantizationMode::gptq;
  for (const Layer& layer : checkpoint.layers) {
    const std::size_t before = kernels.size();
    for (const keras::QuantizedPart& part : keras::parts_of(checkpoint, layer)) {
      if (!part.lacks_zero) continue;
      if (kernels.empty()) mode = part.mode;
      kernels.push_back(part.kernel->path);
    }
    if (kernels.size() > before) layers.push_back(&layer);
  }
  if (layers.empty()) return;
  findings.add(ids::kQuantizedIncomplete,
               {.path = kernels.front(),
                .layers = paths_of_layers(layers),
                .params = {{"layers", list_for_people(layers)}, {"mode", std::string(keras::mode_id(mode))}},
                .evidence = {evidence::list("quantized kernels with a scale and a group index, but without zero points",
                                            bounded(kernels)),
                             evidence::list("layers that they belong to", names_of(layers))}});
}

}  // namespace weighbridge::rules
