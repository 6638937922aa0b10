#include <algorithm>

#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// keras/src/saving/saving_lib.py (3.15.1, 3.12.4): above 256 MiB and more than 100 times its packed size.
constexpr std::uint64_t kSuspiciousBytes = std::uint64_t{256} << 20;
constexpr std::uint64_t kSuspiciousRatio = 100;

bool is_bomb(const container::ZipMember& member) {
  return member.size_bytes > kSuspiciousBytes && member.size_bytes / kSuspiciousRatio > member.compressed_bytes;
}

}  // namespace

void check_zip_bomb(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (!file.zip || !file.zip->complete) return;
  const auto worst = std::ranges::find_if(file.zip->members, is_bomb);
  const bool bomb = worst != file.zip->members.end();
  if (!bomb && !file.zip->overlapping) return;
  const std::string what = bomb ? "a member that grows from " + text::size_for_people(worst->compressed_bytes) + " to " +
                                      text::size_for_people(worst->size_bytes)
                                : "members that share the same bytes";
  findings.add(ids::kZipBomb, {.path = bomb ? std::optional(text::shorten(worst->name, 120)) : std::nullopt,
                               .params = {{"what", what}},
                               .evidence = {evidence::at("the zip directory", what)}});
}

}  // namespace weighbridge::rules
