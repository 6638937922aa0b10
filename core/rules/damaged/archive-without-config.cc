#include "rules/proof/archive_members.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_archive_without_config(const Subject& subject, Findings& findings) {
  const container::ZipDirectory* zip = complete_zip(subject);
  if (zip == nullptr || subject.container.kind != container::Kind::keras_zip || zip->find("config.json") != nullptr)
    return;
  findings.add(ids::kArchiveWithoutConfig, {.evidence = {evidence::absent("the archive", "config.json"),
                                                         evidence::list("members", member_names(*zip))}});
}

}  // namespace weighbridge::rules
