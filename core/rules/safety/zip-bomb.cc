#include <algorithm>

#include "base/text.h"
#include "rules/rule.h"
#include "weighbridge/limits.h"

namespace weighbridge::rules {
namespace {

bool is_zip_bomb(const container::ZipMember& member) {
  return member.size_bytes > limits::kZipBombBytes &&
         member.size_bytes / limits::kZipBombRatio > member.compressed_bytes;
}

}  // namespace

void check_zip_bomb(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (!file.zip || !file.zip->complete) return;
  const auto worst = std::ranges::find_if(file.zip->members, is_zip_bomb);
  const bool bomb = worst != file.zip->members.end();
  if (!bomb && !file.zip->overlapping) return;
  const std::string what = bomb ? "a member that grows from " + text::size_for_people(worst->compressed_bytes) +
                                      " to " + text::size_for_people(worst->size_bytes)
                                : "members that share the same bytes";
  findings.add(ids::kZipBomb, {.path = bomb ? std::optional(text::shorten(worst->name, 120)) : std::nullopt,
                               .params = {{"what", what}},
                               .evidence = {evidence::at("the zip directory", what)}});
}

}  // namespace weighbridge::rules
