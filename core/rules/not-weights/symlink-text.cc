#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_symlink_text(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const auto target = file.facts.find("symlink_target");
  if (file.kind != container::Kind::text || target == file.facts.end()) return;
  findings.add(ids::kSymlinkText, {.confidence = Confidence::likely,
                                   .params = {{"target", text::shorten(target->second, 100)}},
                                   .evidence = {evidence::excerpt("the whole file", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
