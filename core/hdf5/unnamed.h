// Names of objects whose own name is lost.
#ifndef WEIGHBRIDGE_HDF5_UNNAMED_H_
#define WEIGHBRIDGE_HDF5_UNNAMED_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace weighbridge::hdf5 {

inline constexpr std::string_view kUnnamed = "unnamed@";

[[nodiscard]] inline std::string unnamed_at(std::uint64_t address) {
  return std::string(kUnnamed) + std::to_string(address);
}

// Whether a path begins with such a name.
[[nodiscard]] inline bool is_unnamed(std::string_view path) { return path.starts_with(kUnnamed); }

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_UNNAMED_H_
