// The shapes of what layers give, as far as a config tells them.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_TENSOR_SHAPES_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_TENSOR_SHAPES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace weighbridge::loaders {

using Extent = std::optional<std::uint64_t>;  // none: free, or not known
// The samples' axis included.
struct Shape {
  bool is_known = false;  // how many axes it has
  std::vector<Extent> extents;
  [[nodiscard]] Extent last() const { return is_known && !extents.empty() ? extents.back() : Extent{}; }
};

// [null, 4, 3]
[[nodiscard]] Shape shape_of(json::Value list);
// `layer` is {"class_name": ..., "config": ...}. An unknown shape where its class or its arguments do not tell.
[[nodiscard]] Shape given_by(json::Value layer, const std::vector<Shape>& inputs);
// Of Concatenate.
[[nodiscard]] Shape joined(const std::vector<Shape>& inputs, std::size_t axis);
// As Python shows a list of them; none where an extent is not known.
[[nodiscard]] std::optional<std::string> python_shapes(const std::vector<Shape>& shapes);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_TENSOR_SHAPES_H_
