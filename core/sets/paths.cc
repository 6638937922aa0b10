#include "sets/paths.h"

namespace weighbridge::sets {

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash + 1);
}

std::string_view bare_name(std::string_view path) { return path.substr(folder_of(path).size()); }

}  // namespace weighbridge::sets
