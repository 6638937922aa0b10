// The shapes of what layers give, as far as a config tells them.
#ifndef WEIGHBRIDGE_REVIVAL_TENSOR_SHAPES_H_
#define WEIGHBRIDGE_REVIVAL_TENSOR_SHAPES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace weighbridge::revival {

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
[[nodiscard]] Shape shape_given_by(json::Value layer, const std::vector<Shape>& inputs);
// Of Concatenate.
[[nodiscard]] Shape joined(const std::vector<Shape>& inputs, std::size_t axis);
// 4 for Conv2D or MaxPooling2D: the axes that a layer of such a class works on, with those of samples and channels. 0
// for other classes.
[[nodiscard]] std::size_t rank_in_name(std::string_view class_name);
// What is called on a tensor of any number of axes and gives one of the same shape.
[[nodiscard]] bool keeps_shape(std::string_view class_name);
// "(None, 4, 3)"
[[nodiscard]] std::string python_shape(const std::vector<Extent>& extents);
// As Python shows a list of them; none where an extent is not known.
[[nodiscard]] std::optional<std::string> python_shapes(const std::vector<Shape>& shapes);

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_TENSOR_SHAPES_H_
