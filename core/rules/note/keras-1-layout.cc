#include "keras/versions.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_keras_1_layout(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const VersionRange& writer = checkpoint.writer.version;
  if (!checkpoint.is_legacy() || writer.package != "keras" || !keras::surely_below(writer, "2") ||
      checkpoint.layers.empty())
    return;
  findings.add(ids::kKeras1Layout,
               {.evidence = {checkpoint.keras_version
                                 ? evidence::attribute("/", "keras_version", *checkpoint.keras_version)
                                 : evidence::absent("/", "attribute keras_version, which Keras writes from 2.0 on")}});
}

}  // namespace weighbridge::rules
