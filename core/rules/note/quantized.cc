#include <algorithm>

#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// Keras 3 (variable_serialization_spec of Dense, EinsumDense, Embedding): an int8 kernel with a scale; gptq and awq store uint8.
bool is_quantized(const Layer& layer) {
  const bool whole_numbers = std::ranges::any_of(
      layer.tensors, [](const Tensor& tensor) { return (tensor.dtype == "int8" || tensor.dtype == "uint8") && tensor.shape.size() >= 2; });
  const bool scales = std::ranges::any_of(layer.tensors, [](const Tensor& tensor) { return tensor.dtype.starts_with("float"); });
  return whole_numbers && scales;
}

}  // namespace

void check_quantized(const Subject& subject, Findings& findings) {
  std::vector<const Layer*> layers;
  for (const Layer& layer : subject.checkpoint->layers) {
    if (is_quantized(layer)) layers.push_back(&layer);
  }
  if (layers.empty()) return;
  findings.add(ids::kQuantized, {.confidence = Confidence::likely,
                                 .params = {{"layers", list_for_people(layers)}},
                                 .evidence = {evidence::list("layers with 8-bit kernels and a scale", names_of(layers))}});
}

}  // namespace weighbridge::rules
