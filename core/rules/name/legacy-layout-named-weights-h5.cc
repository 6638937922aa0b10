#include "keras/file_names.h"
#include "rules/proof/name_mismatch.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_legacy_layout_named_weights_h5(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (!checkpoint.is_legacy() || keras::name_kind(subject.file_name) != keras::NameKind::weights_h5 ||
      !checkpoint.zip_member.empty())
    return;
  const bool whole = checkpoint.layout == keras::Layout::legacy_model;
  findings.add(
      ids::kLegacyLayoutNamedWeightsH5,
      {.params = {{"content", std::string(content_for_people(checkpoint))}, {"kind", whole ? "model" : "weights"}},
       .evidence = {evidence::pair("layout for names ending in .weights.h5", "keras-v3-weights",
                                   keras::layout_id(checkpoint.layout)),
                    whole ? evidence::at("model_weights", "group of a whole model")
                          : evidence::at("/", "attribute layer_names")},
       .severity = milder_for_old_writer(checkpoint.writer, "2.12")});
}

}  // namespace weighbridge::rules
