// A Sequential of Keras 2 without an InputLayer, as Keras 3 makes it: batch_input_shape of its first layer, which
// counts the samples, is taken for the shape of one sample (keras/src/legacy/saving/saving_utils.py, model_from_config,
// and keras/src/models/sequential.py, add; 3.0.5 to 3.15.1). Every layer is called on a tensor of one axis more.
#ifndef WEIGHBRIDGE_REVIVAL_DOUBLED_BATCH_H_
#define WEIGHBRIDGE_REVIVAL_DOUBLED_BATCH_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "revival/raised.h"
#include "revival/tensor_shapes.h"

namespace weighbridge::revival {

// The shape of the inputs that a Sequential with this config is made for then, (None, None, 28, 28); none where it is
// made for those that it was saved with.
[[nodiscard]] std::optional<Shape> doubled_input(json::Value config);

// The first variable of a layer, as it is made.
struct FirstVariable {
  json::Value layer;
  std::string_view name;  // "kernel"
  std::vector<Extent> shape;
};

class DoubledBatch {
 public:
  DoubledBatch(Shape input, std::string model_name, int minor_number)
      : shape_(std::move(input)), model_(std::move(model_name)), minor_(minor_number) {}

  // What the layer raises when it is called behind those before it. Behind a layer of which nothing is known, nothing.
  [[nodiscard]] Trouble call(json::Value layer, int depth = 0);
  // Of the layers so far: those whose variables can come out otherwise than they were saved.
  [[nodiscard]] const std::vector<FirstVariable>& made() const { return made_; }

 private:
  [[nodiscard]] Trouble enter(json::Value model, int depth);
  [[nodiscard]] Trouble wrong_rank(json::Value layer, std::size_t asked) const;
  [[nodiscard]] Trouble make(json::Value layer, std::string_view variable, std::vector<Extent> shape);
  [[nodiscard]] Trouble convolve(json::Value layer, const std::string& class_name);
  [[nodiscard]] Trouble normalize(json::Value layer);
  [[nodiscard]] Trouble multiply_negatives(json::Value layer);
  [[nodiscard]] Trouble reshape(json::Value layer);

  Shape shape_;
  std::string model_;
  int minor_;
  std::vector<FirstVariable> made_;
};

// The variables of a whole Sequential that is made without trouble; nothing where nothing is doubled.
[[nodiscard]] std::vector<FirstVariable> made_with_doubled_batch(json::Value config, int minor_number);

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_DOUBLED_BATCH_H_
