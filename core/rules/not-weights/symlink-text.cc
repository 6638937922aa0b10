#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

void check_symlink_text(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const auto* plain = file.as<container::PlainText>();
  if (plain == nullptr || plain->kind != container::TextKind::link_target) return;
  findings.add(ids::kSymlinkText, {.confidence = Confidence::likely,
                                   .params = {{"target", text::shorten(plain->named, 100)}},
                                   .evidence = {evidence::excerpt("the whole file", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
