// Paths in an HDF5 file, as the report writes them.
#ifndef WEIGHBRIDGE_KERAS_JOINED_PATH_H_
#define WEIGHBRIDGE_KERAS_JOINED_PATH_H_

#include <string>
#include <string_view>

namespace weighbridge::keras {

// "a/b" and "c" as "a/b/c"; a name alone where there is no path before it.
[[nodiscard]] inline std::string joined_path(std::string_view path, std::string_view name) {
  std::string joined;
  joined.reserve(path.size() + 1 + name.size());
  joined = path;
  if (!joined.empty()) joined += '/';
  joined += name;
  return joined;
}

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_JOINED_PATH_H_
