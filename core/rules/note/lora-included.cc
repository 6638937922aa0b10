#include <algorithm>
#include <string>

#include "base/text.h"
#include "keras/tensors.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::vector<const Layer*> layers_with_lora(const keras::Checkpoint& checkpoint) {
  std::vector<const Layer*> layers;
  for (const Layer& layer : checkpoint.layers) {
    if (std::ranges::any_of(layer.tensors, keras::is_lora)) layers.push_back(&layer);
  }
  return layers;
}

void add_adapter(const keras::Checkpoint& checkpoint, Findings& findings) {
  std::uint64_t parameters = 0;
  for (const Layer& layer : checkpoint.layers) {
    for (const Tensor& tensor : layer.tensors) parameters += tensor.parameters;
  }
  const std::string rank = checkpoint.lora_rank ? " of rank " + std::to_string(*checkpoint.lora_rank) : "";
  const std::size_t pairs = checkpoint.layers.size();
  std::vector<std::string> names;
  for (const Layer& layer : checkpoint.layers) names.push_back(layer.path);
  findings.add(
      ids::kLoraIncluded,
      {.params =
           {{"title", "This is a LoRA adapter, not a whole model"},
            {"headline", "This is a LoRA adapter" + rank + ": " + text::count_of(pairs, "pair") +
                             " of small matrices, " + text::count_of(parameters, "parameter") +
                             "; the model that they belong to is not in it."},
            {"why",
             "LoRA trains two small matrices beside a large one. This file holds only those pairs, as KerasHub's "
             "save_lora_weights writes them."},
            {"next",
             "Build the same model with its own weights, then call backbone.load_lora_weights(...) with this file."},
            {"kind", "adapter"},
            {"rank", checkpoint.lora_rank ? std::to_string(*checkpoint.lora_rank) : ""}},
       .evidence = {
           evidence::list("layers with a pair of LoRA matrices (" + std::to_string(pairs) + ")", bounded(names))}});
}

}  // namespace

void check_lora_included(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (checkpoint.layout == keras::Layout::lora_adapter) return add_adapter(checkpoint, findings);
  const std::vector<const Layer*> layers = layers_with_lora(checkpoint);
  if (layers.empty()) return;
  findings.add(
      ids::kLoraIncluded,
      {.layers = paths_of_layers(layers),
       .params =
           {{"title", "LoRA matrices are in the file beside the kernels: " + list_for_people(layers)},
            {"headline", ""},
            {"why",
             "These layers have LoRA enabled: two small matrices beside the kernel, which are added to it. Only a "
             "model with LoRA enabled in the same way can load them."},
            {"next", "Call enable_lora with the same rank on these layers before you load the weights."},
            {"kind", "legacy"}},
       .evidence = {evidence::list("layers with a pair of LoRA matrices", names_of(layers))},
       .severity = Severity::note});
}

}  // namespace weighbridge::rules
