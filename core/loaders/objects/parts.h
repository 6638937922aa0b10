// The arrays of one layer by the object inside of it that has them.
#ifndef WEIGHBRIDGE_LOADERS_OBJECTS_PARTS_H_
#define WEIGHBRIDGE_LOADERS_OBJECTS_PARTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "loaders/contents.h"
#include "loaders/generation.h"
#include "weighbridge/report.h"

namespace weighbridge::loaders {

struct Part {
  std::string_view
      inner;  // its place in the layer: "cell", "forward_layer/cell"; "lstm/lstm_cell" of the legacy layout
  std::vector<const Tensor*> tensors;
};

// In the order of the file.
[[nodiscard]] std::vector<Part> parts_of(const Layer& layer, bool is_legacy);
[[nodiscard]] bool is_one(const Layer& layer, bool is_legacy);  // all in one place
// As the loader visits them: attributes by name, backwards in tf.keras 2.15 and tf_keras (saving_lib.py,
// _walk_trackable); what stands in a list as it stands.
void sort_as_visited(std::vector<Part>& parts, const Generation& loader, bool is_legacy);
[[nodiscard]] bool is_visited_before(std::string_view path, std::string_view other, const Generation& loader);

// "query" of "_query_dense", the name of that projection of MultiHeadAttention; "" of anything else.
[[nodiscard]] std::string_view projection(std::string_view attribute);
// LSTMCell has four kernels side by side, GRUCell three; "" where the arrays do not look like those of a cell.
[[nodiscard]] std::string_view cell_by_shape(const std::vector<const Tensor*>& tensors);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_OBJECTS_PARTS_H_
