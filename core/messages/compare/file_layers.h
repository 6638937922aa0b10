// The layers and arrays of a report, as the words of an error message name them.
#ifndef WEIGHBRIDGE_MESSAGES_COMPARE_FILE_LAYERS_H_
#define WEIGHBRIDGE_MESSAGES_COMPARE_FILE_LAYERS_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/report.h"

namespace weighbridge::messages {

using Shape = std::vector<std::uint64_t>;

// An array of this shape in the layer, or in any layer.
[[nodiscard]] bool has_shape(const Layer& layer, const Shape& shape);
[[nodiscard]] bool has_shape(const Report& report, const Shape& shape);

// A name as it stands in a sentence: "`dense`".
[[nodiscard]] std::string quoted(std::string_view name);

// "(20, 8)", "(8,)" as Python prints them.
[[nodiscard]] std::string shown_shape(const Shape& shape);

// "kernel (20, 8) and bias (8,)"; an array whose role is not known is "an array".
[[nodiscard]] std::string shown_tensors(const std::vector<Tensor>& tensors);

// "`gru`, `gru_1` and 3 more", at most three names.
[[nodiscard]] std::string shown_layers(const std::vector<const Layer*>& layers);

[[nodiscard]] std::vector<const Layer*> layers_where(const Report& report,
                                                     const std::function<bool(const Layer&)>& wanted);

// Those with arrays.
[[nodiscard]] std::vector<const Layer*> layers_with_arrays(const Report& report);

// That a message calls by this name; null where there is none. Of two, the first.
[[nodiscard]] const Layer* find_layer(const Report& report, std::string_view name);

// Keras 3's layout has a place for each layer, made of its class' name ("layers/dense"); the older one lists the layers
// by name, and Keras goes by the order of that list.
[[nodiscard]] bool has_places(const Report& report);
[[nodiscard]] bool is_listed(const Report& report);

}  // namespace weighbridge::messages

#endif  // WEIGHBRIDGE_MESSAGES_COMPARE_FILE_LAYERS_H_
