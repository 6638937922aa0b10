#include "keras/file_names.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_weights_only_file(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (checkpoint.layout != keras::Layout::legacy_weights || checkpoint.layers.empty()) return;
  // Under .weights.h5 nobody expects a whole model.
  if (keras::name_kind(subject.file_name) == keras::NameKind::weights_h5) return;
  findings.add(ids::kWeightsOnlyFile,
               {.evidence = {evidence::at("/", "attribute layer_names"), evidence::absent("/", "attribute model_config")}});
}

}  // namespace weighbridge::rules
