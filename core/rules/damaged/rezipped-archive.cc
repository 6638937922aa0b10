#include "base/text.h"
#include "rules/proof/archive_members.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_rezipped_archive(const Subject& subject, Findings& findings) {
  const container::ZipDirectory* zip = complete_zip(subject);
  const auto* contents = subject.container.as<container::ZipContents>();
  if (zip == nullptr || contents == nullptr || contents->keras_folder.empty()) return;
  findings.add(
      ids::kRezippedArchive,
      {.params = {{"folder", text::shorten(contents->keras_folder, 80)}},
       .evidence = {evidence::pair("place of config.json", "config.json", contents->keras_folder + "/config.json"),
                    evidence::list("members", member_names(*zip))}});
}

}  // namespace weighbridge::rules
