#include "container/zip/keras_archive.h"
#include "rules/proof/archive_members.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_archive_without_weights(const Subject& subject, Findings& findings) {
  const container::ZipDirectory* zip = complete_zip(subject);
  if (zip == nullptr || subject.container.kind != container::Kind::keras_zip || holds_weights(*zip)) return;
  findings.add(ids::kArchiveWithoutWeights, {.evidence = {evidence::absent("the archive", container::kWeightsMember),
                                                          evidence::list("members", member_names(*zip))}});
}

}  // namespace weighbridge::rules
