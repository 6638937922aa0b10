#include <algorithm>

#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// The state of a Keras 3 SeedGenerator: two uint32, shape (2,).
bool is_seed(const Tensor& tensor) {
  return tensor.role.starts_with("seed") || (tensor.dtype == "uint32" && tensor.shape == std::vector<std::uint64_t>{2});
}

}  // namespace

void check_seed_state(const Subject& subject, Findings& findings) {
  std::vector<const Layer*> layers;
  for (const Layer& layer : subject.checkpoint->layers) {
    if (std::ranges::any_of(layer.tensors, is_seed)) layers.push_back(&layer);
  }
  if (layers.empty()) return;
  findings.add(ids::kSeedState,
               {.layers = paths_of_layers(layers),
                .params = {{"layers", list_for_people(layers)}},
                .evidence = {evidence::list("layers with the state of a random generator", names_of(layers))}});
}

}  // namespace weighbridge::rules
