#include "container/zip/pickles.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "container/byte_reading.h"

namespace weighbridge::container {
namespace {

constexpr std::uint64_t kMostUnpacked = 16u << 20;  // for a look at the first bytes

// pickletools (Python 3.13): PROTO is 80 and 2 to 5; protocols 0 and 1 have no mark, but a call begins with a GLOBAL,
// "c" and two lines, or with a MARK and one ("(c", "(i").
bool begins_as_pickle(std::string_view head) {
  if (head.size() < 2) return false;
  if (head[0] == '\x80') return head[1] >= 2 && head[1] <= 5;
  const bool global = head[0] == 'c' || head.starts_with("(c") || head.starts_with("(i");
  return global && std::ranges::count(head, '\n') >= 2 &&
         std::ranges::none_of(head.substr(0, head.find('\n')), [](char c) { return c < ' '; });
}

bool may_be_pickle(std::string_view name) {
  return name.ends_with(".npz") || name.ends_with(".pkl") || name.ends_with(".pickle");
}

}  // namespace

std::string find_bare_pickle(ByteSource& source, const ZipDirectory& zip) {
  for (const ZipMember& named : zip.members) {
    if (!may_be_pickle(named.name)) continue;
    const ZipMember* member = zip.find(named.name);
    if (member == nullptr || (member->method != 0 && member->size_bytes > kMostUnpacked)) continue;
    const auto bytes = open_member(source, *member);
    if (!bytes) continue;
    const auto head = read_available(*bytes->source, 0, 256);
    if (head && begins_as_pickle(as_text(*head))) return member->name;
  }
  return "";
}

}  // namespace weighbridge::container
