#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_no_layers(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (!checkpoint.layers.empty() || !checkpoint.model_level.empty() || !checkpoint.listed_without_group.empty()) return;
  std::string what;
  switch (checkpoint.layout) {
    case keras::Layout::legacy_weights:
    case keras::Layout::legacy_model:
      if (!checkpoint.has_layer_names) return;  // a stump without the list: save-interrupted
      what = "layer_names is an empty list";
      break;
    case keras::Layout::v3_weights:
      if (checkpoint.optimizer) return;  // optimizer-only says more
      what = "group vars of the model, and nothing beside it";
      break;
    case keras::Layout::keras_0:
      // A Graph lists none, whatever it has.
      if (subject.tree == nullptr || subject.tree->root.attribute("nb_layers") == nullptr) return;
      what = "nb_layers is 0";
      break;
    case keras::Layout::lora_adapter:
    case keras::Layout::hdf5_other:
      return;
  }
  findings.add(ids::kNoLayers, {.confidence = Confidence::certain, .evidence = {evidence::at(checkpoint.root, what)}});
}

}  // namespace weighbridge::rules
