// compute_output_shape of Keras' layers (keras/src/layers, 3.8.0), of those that stand between a Concatenate and the
// weights behind it.
#include "revival/tensor_shapes.h"

#include <algorithm>
#include <array>

namespace weighbridge::revival {
namespace {

using json::Value;

constexpr std::array<std::string_view, 26> kSameShape = {"Activation",
                                                         "ReLU",
                                                         "LeakyReLU",
                                                         "PReLU",
                                                         "ELU",
                                                         "Softmax",
                                                         "ThresholdedReLU",
                                                         "Dropout",
                                                         "SpatialDropout1D",
                                                         "AlphaDropout",
                                                         "SpatialDropout2D",
                                                         "SpatialDropout3D",
                                                         "GaussianNoise",
                                                         "Masking",
                                                         "GaussianDropout",
                                                         "BatchNormalization",
                                                         "Identity",
                                                         "Rescaling",
                                                         "LayerNormalization",
                                                         "GroupNormalization",
                                                         "Normalization",
                                                         "RandomFlip",
                                                         "UnitNormalization",
                                                         "RandomRotation",
                                                         "RandomZoom",
                                                         "SyncBatchNormalization"};
constexpr std::array<std::string_view, 6> kElementwise = {"Add",     "Subtract", "Multiply",
                                                          "Average", "Maximum",  "Minimum"};

constexpr std::size_t kMostAxes = 32;  // H5S_MAX_RANK: no array of a file has more

Extent extent(Value number) {
  const auto whole = number.integer();
  return whole && *whole >= 0 ? Extent(static_cast<std::uint64_t>(*whole)) : Extent{};
}

Value at(Value list, std::size_t index) {
  Value found;
  std::size_t position = 0;
  list.each_element([&](Value element) {
    if (position++ == index) found = element;
  });
  return found;
}

Shape of_rank(std::size_t rank) { return {.is_known = true, .extents = std::vector<Extent>(rank)}; }

}  // namespace

std::size_t rank_in_name(std::string_view class_name) {
  if (class_name.contains("1D")) return 3;
  if (class_name.contains("2D")) return 4;
  return class_name.contains("3D") ? 5 : 0;
}

bool keeps_shape(std::string_view class_name) { return std::ranges::contains(kSameShape, class_name); }

std::string python_shape(const std::vector<Extent>& extents) {
  std::string text = "(";
  for (const Extent& one : extents) text += (text.size() > 1 ? ", " : "") + (one ? std::to_string(*one) : "None");
  return text + (extents.size() == 1 ? ",)" : ")");
}

namespace {

// A window that is moved over an axis.
Extent windows(Extent length, std::uint64_t window, std::uint64_t stride, bool pads) {
  if (!length || stride == 0 || window == 0) return std::nullopt;
  if (pads) return (*length + stride - 1) / stride;
  return *length < window ? Extent{} : Extent((*length - window) / stride + 1);
}

Shape slid(Value config, std::string_view class_name, const Shape& input) {
  const std::size_t rank = rank_in_name(class_name);
  Shape shape = of_rank(rank);
  const bool is_first = config["data_format"].string() == "channels_first";
  const bool moves_borders = class_name.starts_with("ZeroPadding") || class_name.starts_with("Cropping") ||
                             class_name.starts_with("UpSampling");
  if (moves_borders && !is_first) shape.extents.back() = input.last();
  const bool is_pool = class_name.contains("Pooling");
  const bool is_plain = is_pool || class_name.starts_with("Conv") || class_name.starts_with("Separable");
  const std::string padding = config["padding"].string().value_or("");
  if (!is_plain || class_name.contains("Transpose") || is_first || (padding != "same" && padding != "valid"))
    return shape;
  shape.extents.back() = is_pool ? input.last() : extent(config["filters"]);
  if (!input.is_known || input.extents.size() != rank) return shape;
  const Value sizes = config[is_pool ? "pool_size" : "kernel_size"];
  for (std::size_t axis = 1; axis + 1 < rank; ++axis) {
    const Extent size = extent(at(sizes, axis - 1));
    const Extent stride = extent(at(config["strides"], axis - 1));
    const std::uint64_t apart = is_pool ? 1 : extent(at(config["dilation_rate"], axis - 1)).value_or(1);
    if (size && stride && *size > 0)
      shape.extents[axis] = windows(input.extents[axis], apart * (*size - 1) + 1, *stride, padding == "same");
  }
  return shape;
}

Shape pooled_globally(Value config, std::string_view class_name, const Shape& input) {
  const std::size_t rank = rank_in_name(class_name);
  if (config["keepdims"].boolean() == true) return of_rank(rank);
  Shape shape = of_rank(2);
  const bool is_first = config["data_format"].string() == "channels_first";
  if (input.is_known && input.extents.size() == rank) shape.extents[1] = is_first ? input.extents[1] : input.last();
  return shape;
}

Shape flattened(const Shape& input) {
  Shape shape = of_rank(2);
  if (!input.is_known) return shape;
  std::uint64_t product = 1;
  for (std::size_t axis = 1; axis < input.extents.size(); ++axis) {
    const Extent one = input.extents[axis];
    if (!one || (*one != 0 && product > UINT64_MAX / *one)) return shape;
    product *= *one;
  }
  shape.extents[1] = product;
  return shape;
}

Shape recurrent(Value config, const Shape& input) {
  if (config["return_state"].boolean() == true) return {};
  const bool is_sequence = config["return_sequences"].boolean() == true;
  Shape shape = of_rank(is_sequence ? 3 : 2);
  if (is_sequence && input.is_known && input.extents.size() == 3) shape.extents[1] = input.extents[1];
  shape.extents.back() = extent(config["units"]);
  return shape;
}

// Of equal shapes: where they differ, one is spread over the other.
Shape elementwise(const std::vector<Shape>& inputs) {
  Shape shape = inputs.front();
  for (const Shape& other : inputs) {
    if (!other.is_known || !shape.is_known || other.extents.size() != shape.extents.size()) return {};
    for (std::size_t axis = 0; axis < shape.extents.size(); ++axis) {
      if (shape.extents[axis] != other.extents[axis]) shape.extents[axis].reset();
    }
  }
  return shape;
}

Shape reshaped(Value target) {
  if (target.size() >= kMostAxes) return {};
  Shape shape = of_rank(1);
  target.each_element([&](Value one) { shape.extents.push_back(extent(one)); });
  return shape;
}

Shape permuted(Value order, const Shape& input) {
  if (order.size() >= kMostAxes) return {};
  Shape shape = of_rank(order.size() + 1);
  for (std::size_t axis = 1; axis < shape.extents.size(); ++axis) {
    const Extent from = extent(at(order, axis - 1));
    if (input.is_known && from && *from < input.extents.size())
      shape.extents[axis] = input.extents[static_cast<std::size_t>(*from)];
  }
  return shape;
}

}  // namespace

Shape shape_of(Value list) {
  Shape shape{.is_known = list.is_array() && list.size() <= kMostAxes, .extents = {}};
  if (!shape.is_known) return shape;
  list.each_element([&](Value one) { shape.extents.push_back(extent(one)); });
  return shape;
}

Shape joined(const std::vector<Shape>& inputs, std::size_t axis) {
  Shape shape = inputs.empty() ? Shape{} : inputs.front();
  for (std::size_t i = 1; i < inputs.size(); ++i) {
    if (!shape.is_known || !inputs[i].is_known || inputs[i].extents.size() != shape.extents.size()) return {};
    for (std::size_t one = 0; one < shape.extents.size(); ++one) {
      const Extent other = inputs[i].extents[one];
      if (one != axis)
        shape.extents[one] = shape.extents[one] ? shape.extents[one] : other;
      else
        shape.extents[one] = shape.extents[one] && other ? Extent(*shape.extents[one] + *other) : Extent{};
    }
  }
  return shape;
}

Shape shape_given_by(Value layer, const std::vector<Shape>& inputs) {
  const std::string name = layer["class_name"].string().value_or("");
  const Value config = layer["config"];
  if (name == "InputLayer")
    return shape_of(config[config["batch_shape"].exists() ? "batch_shape" : "batch_input_shape"]);
  if (name == "Reshape") return reshaped(config["target_shape"]);
  const Shape input = inputs.empty() ? Shape{} : inputs.front();
  if (keeps_shape(name)) return input;
  if (name.starts_with("Global") && rank_in_name(name) > 0) return pooled_globally(config, name, input);
  if (rank_in_name(name) > 0) return slid(config, name, input);
  if (name == "Flatten") return flattened(input);
  if (name == "LSTM" || name == "GRU" || name == "SimpleRNN") return recurrent(config, input);
  if (name == "Permute") return permuted(config["dims"], input);
  if (std::ranges::contains(kElementwise, name) && !inputs.empty()) return elementwise(inputs);
  if (name == "RepeatVector") {
    return {.is_known = true, .extents = {std::nullopt, extent(config["n"]), input.last()}};
  }
  Shape shape = input;
  if (name == "Dense" && input.is_known && !input.extents.empty()) {
    shape.extents.back() = extent(config["units"]);
    return shape;
  }
  if (name == "Embedding" && input.is_known) {
    shape.extents.push_back(extent(config["output_dim"]));
    return shape;
  }
  return {};
}

std::optional<std::string> python_shapes(const std::vector<Shape>& shapes) {
  std::string text;
  for (const Shape& shape : shapes) {
    if (!shape.is_known || shape.extents.size() < 2) return std::nullopt;
    text += text.empty() ? "[(None" : ", (None";
    for (std::size_t axis = 1; axis < shape.extents.size(); ++axis) {
      if (!shape.extents[axis]) return std::nullopt;
      text += ", " + std::to_string(*shape.extents[axis]);
    }
    text += ')';
  }
  return text + ']';
}

}  // namespace weighbridge::revival
