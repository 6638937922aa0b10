#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::string real_size(const container::Identification& file) {
  const auto* pointer = file.as<container::LfsPointer>();
  return pointer != nullptr && pointer->size_bytes ? text::size_for_people(*pointer->size_bytes) : "an unknown size";
}

}  // namespace

void check_git_lfs_pointer(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (file.kind != container::Kind::git_lfs_pointer) return;
  findings.add(ids::kGitLfsPointer, {.confidence = Confidence::certain,
                                     .params = {{"size", real_size(file)}},
                                     .evidence = {evidence::excerpt("the whole file", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
