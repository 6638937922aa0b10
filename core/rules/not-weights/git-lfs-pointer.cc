#include <charconv>

#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

std::string real_size(const std::map<std::string, std::string>& facts) {
  const auto found = facts.find("size_bytes");
  if (found == facts.end()) return "an unknown size";
  std::uint64_t size_bytes = 0;
  const std::string& digits = found->second;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size_bytes);
  if (error != std::errc{} || end != digits.data() + digits.size()) return "an unknown size";
  return text::size_for_people(size_bytes);
}

}  // namespace

void check_git_lfs_pointer(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (file.kind != container::Kind::git_lfs_pointer) return;
  findings.add(ids::kGitLfsPointer, {.confidence = Confidence::certain,
                                     .params = {{"size", real_size(file.facts)}},
                                     .evidence = {evidence::excerpt("the whole file", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
