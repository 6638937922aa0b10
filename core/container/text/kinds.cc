#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "container/families.h"
#include "container/text/json_kind.h"
#include "container/text/markup.h"
#include "container/text/plain_text.h"
#include "container/text/window.h"

namespace weighbridge::container {
namespace {

// git-lfs/docs/spec.md: "version" first, then keys in alphabetical order; sizes vary, so it is parsed. "hawser" was its
// name until 2015.
bool identify_lfs_pointer(std::string_view text, Identification& found) {
  if (!text.starts_with("version https://git-lfs.github.com/spec/") &&
      !text.starts_with("version https://hawser.github.com/spec/"))
    return false;
  found.kind = Kind::git_lfs_pointer;
  LfsPointer& pointer = found.details.emplace<LfsPointer>();
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.starts_with("size ")) continue;
    if (const auto size_bytes = text::to_number(line.substr(5))) pointer.size_bytes = size_bytes;
  }
  return true;
}

}  // namespace

Result<bool> identify_text(Probe& probe, Identification& found) {
  const auto window = read_text_window(probe);
  if (!window) return std::unexpected(window.error());
  const std::string_view text = skip_space(window->utf8);
  // These are sure by how they begin, also in an encoding that is not known here.
  const bool sure = identify_lfs_pointer(text, found) || identify_markup(text, window->is_text, found);
  if (!sure && !window->is_text) return false;
  if (!sure) {
    const auto json = identify_json(probe, text, found);
    if (!json) return json;
    if (!*json) note_plain_text(window->utf8, found);
  }
  found.text_excerpt = text::shorten(window->utf8, 200);
  return true;
}

}  // namespace weighbridge::container
