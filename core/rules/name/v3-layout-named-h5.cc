#include "keras/file_names.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_v3_layout_named_h5(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (checkpoint.layout != keras::Layout::v3_weights || !checkpoint.zip_member.empty()) return;
  if (keras::name_kind(subject.file_name) != keras::NameKind::h5) return;
  findings.add(ids::kV3LayoutNamedH5,
               {.params = {},
                .evidence = {evidence::pair("layout for names ending in .h5", "keras-legacy-weights",
                                            keras::layout_id(checkpoint.layout)),
                             evidence::absent("/", "attribute layer_names")}});
}

}  // namespace weighbridge::rules
