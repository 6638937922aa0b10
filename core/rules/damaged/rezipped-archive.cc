#include "base/text.h"
#include "rules/proof/archive_members.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_rezipped_archive(const Subject& subject, Findings& findings) {
  const container::ZipDirectory* zip = complete_zip(subject);
  const auto folder = subject.container.facts.find("keras_folder");
  if (zip == nullptr || folder == subject.container.facts.end()) return;
  findings.add(ids::kRezippedArchive, {.params = {{"folder", text::shorten(folder->second, 80)}},
                                       .evidence = {evidence::pair("place of config.json", "config.json", folder->second + "/config.json"),
                                                    evidence::list("members", member_names(*zip))}});
}

}  // namespace weighbridge::rules
