#include "rules/rule.h"

namespace weighbridge::rules {

void check_gapped_paths(const Subject& subject, Findings& findings) {
  if (!subject.checkpoint->checkpoint_dependencies_gapped) return;
  findings.add(
      ids::kGappedPaths,
      {.path = "_layer_checkpoint_dependencies",
       .params = {{"kind",
                   subject.container.kind == container::Kind::hdf5 && subject.set == nullptr ? "hdf5" : "keras-zip"}},
       .evidence = {evidence::at("_layer_checkpoint_dependencies", "groups numbered with gaps: dense, dense_2, ...")}});
}

}  // namespace weighbridge::rules
