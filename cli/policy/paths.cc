#include "policy/paths.h"

#include <vector>

#include "folders.h"

namespace weighbridge::cli {
namespace {

std::string absolute(std::string_view path) {
  if (is_absolute(path)) return normal_path(path);
  const std::string here = working_directory();
  return here.empty() ? normal_path(path) : normal_path(here + "/" + std::string(path));
}

// Tries every end of a '*', which takes long on many of them; but patterns are the user's own, and short.
bool matches_whole(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return path.empty();
  if (pattern.starts_with("**/") && matches_whole(pattern.substr(3), path)) return true;
  const bool is_deep = pattern.starts_with("**");
  if (pattern.front() == '*') {
    const std::string_view rest = pattern.substr(is_deep ? 2 : 1);
    for (std::size_t taken = 0; taken <= path.size(); ++taken) {
      if (matches_whole(rest, path.substr(taken))) return true;
      if (taken < path.size() && path[taken] == '/' && !is_deep) return false;
    }
    return false;
  }
  if (path.empty() || (pattern.front() == '?' ? path.front() == '/' : pattern.front() != path.front())) return false;
  return matches_whole(pattern.substr(1), path.substr(1));
}

}  // namespace

std::string normal_path(std::string_view path) {
  const bool is_absolute = path.starts_with('/');
  std::vector<std::string_view> pieces;
  while (!path.empty()) {
    const std::size_t end = path.find('/');
    const std::string_view piece = path.substr(0, end);
    if (piece == ".." && !pieces.empty() && pieces.back() != "..") {
      pieces.pop_back();
    } else if (!piece.empty() && piece != "." && !(piece == ".." && is_absolute)) {
      pieces.push_back(piece);
    }
    path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
  }
  std::string out = is_absolute ? "/" : "";
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0) out += '/';
    out += pieces[i];
  }
  return out.empty() ? "." : out;
}

std::string relative_path(std::string_view path, std::string_view folder) {
  const std::string whole = absolute(path);
  std::string above = absolute(folder.empty() ? "." : folder);
  if (!above.ends_with('/')) above += '/';
  return whole.starts_with(above) ? whole.substr(above.size()) : whole;
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash == 0 ? 1 : slash));
}

bool matches(std::string_view pattern, std::string_view path) {
  while (pattern.starts_with("./")) pattern.remove_prefix(2);
  const bool is_folder = pattern.ends_with('/');
  if (is_folder) pattern.remove_suffix(1);
  const bool is_anywhere = pattern.find('/') == std::string_view::npos && !is_folder;
  const std::string from_top = (is_anywhere ? "**/" : "") + std::string(pattern);
  return (!is_folder && matches_whole(from_top, path)) || matches_whole(from_top + "/**", path);
}

}  // namespace weighbridge::cli
