#include <string_view>

#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A name that leads out of the folder into which the archive is unpacked.
bool escapes(std::string_view name) {
  if (name.starts_with('/') || name.starts_with('\\')) return true;
  if (name.size() >= 2 && name[1] == ':' && is_letter(name[0])) return true;
  while (true) {
    const std::size_t end = name.find_first_of("/\\");
    if (name.substr(0, end) == "..") return true;
    if (end == std::string_view::npos) return false;
    name.remove_prefix(end + 1);
  }
}

}  // namespace

void check_path_escape(const Subject& subject, Findings& findings) {
  if (!subject.container.zip) return;
  std::vector<std::string> names;
  for (const container::ZipMember& member : subject.container.zip->members) {
    if (names.size() < 20 && escapes(member.name)) names.push_back(text::shorten(member.name, 120));
  }
  if (names.empty()) return;
  findings.add(
      ids::kPathEscape,
      {.path = names.front(), .params = {{"member", names.front()}}, .evidence = {evidence::list("members", names)}});
}

}  // namespace weighbridge::rules
