#include "keras/file_names.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_weights_only_file(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const bool lost_config =
      checkpoint.layout == keras::Layout::legacy_model && subject.tree->root.attribute("model_config") == nullptr;
  if ((checkpoint.layout != keras::Layout::legacy_weights && !lost_config) || checkpoint.layers.empty()) return;
  // Under .weights.h5 nobody expects a whole model.
  if (keras::name_kind(subject.file_name) == keras::NameKind::weights_h5) return;
  findings.add(
      ids::kWeightsOnlyFile,
      {.params = {{"how",
                   lost_config
                       ? "The file has the group that save() writes the weights into, without what stands beside it."
                       : "The file was written by save_weights."}},
       .evidence = {evidence::at("/", lost_config ? "group model_weights" : "attribute layer_names"),
                    evidence::absent("/", "attribute model_config")}});
}

}  // namespace weighbridge::rules
