// Layers of Keras 3 by what they do with a list in the place of a tensor.
#ifndef WEIGHBRIDGE_REVIVAL_WAYS_H_
#define WEIGHBRIDGE_REVIVAL_WAYS_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace weighbridge::revival {

// Layers that do the same with what they are given. Of those without a row nothing is known. Measured with Keras 3.2.1,
// 3.4.1, 3.11.3, 3.12.1, 3.13.2, 3.14.0 and 3.15.1 on the JAX backend.
enum class Way : std::uint8_t {
  any,              // element by element
  spatial_dropout,  // the same, of one tensor
  global_pooling,   // makes a pair of the shape: (shape[0], shape[-1])
  pooling,          // over two axes and more
  dense,
  normalization,  // keeps the shape once it is built
  batch_normalization,
  group_normalization,
  recurrent,
  conv,
  conv_transpose,
  depthwise,
  shape_user,  // asks what it is given for its shape
  reshape,
  indexed,  // takes the shape apart
  resizing,
  time_distributed,
  prelu,
};

// None for classes of which nothing is known.
[[nodiscard]] std::optional<Way> way_of(std::string_view class_name);

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_WAYS_H_
