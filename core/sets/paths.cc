#include "sets/paths.h"

namespace weighbridge::sets {

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash + 1);
}

std::string_view bare_name(std::string_view path) { return path.substr(folder_of(path).size()); }

bool is_shard_name(std::string_view name) {
  constexpr std::string_view kEnding = ".weights.h5";
  constexpr std::size_t kDigits = 5;
  if (!name.ends_with(kEnding)) return false;
  name.remove_suffix(kEnding.size());
  if (name.size() < kDigits + 1 || name[name.size() - kDigits - 1] != '_') return false;
  return name.substr(name.size() - kDigits).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace weighbridge::sets
