// Names of metrics that no loader looks up.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_READ_LATER_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_READ_LATER_H_

#include <algorithm>
#include <array>
#include <string_view>

namespace weighbridge::loaders {

// Taken as they are until the model is trained (tf.keras 2.15, keras/src/saving/legacy/saving_utils.py,
// _deserialize_metric).
[[nodiscard]] inline bool is_read_later(std::string_view metric) {
  constexpr std::array<std::string_view, 4> kReadLater = {"accuracy", "acc", "crossentropy", "ce"};
  return std::ranges::contains(kReadLater, metric);
}

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_READ_LATER_H_
