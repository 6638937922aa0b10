#include "base/text.h"
#include "rules/proof/damage.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_truncated_zip(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (!file.zip || file.zip->complete || file.mangling != container::Mangling::none ||
      file.kind == container::Kind::hdf5)
    return;
  if (file.zip->has_end_record) return;  // both ends are there, something between is not: corrupt-structure
  std::vector<std::string> members;
  for (const container::ZipMember& member : file.zip->members) {
    if (members.size() == 20) break;
    members.push_back(text::shorten(member.name, 120));
  }
  const std::string listed = members.empty() ? "none of its members" : text::join_names(members, 4);
  std::vector<Evidence> evidence{evidence::absent("end of the file", "the zip directory"),
                                 evidence::measurement("file size", static_cast<double>(subject.size_bytes), "bytes")};
  if (!members.empty()) evidence.push_back(evidence::list("members whose beginning is there", std::move(members)));
  findings.add(ids::kTruncatedZip, {.params = {{"members", listed}, {"rescue", what_to_do_with_the_rest(subject)}},
                                    .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
