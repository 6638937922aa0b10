#include "revival/doubled_batch.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "revival/messages.h"
#include "revival/python_text.h"
#include "revival/wrapping.h"

namespace weighbridge::revival {
namespace {

using json::Value;

Value first_layer_of(Value config) {
  Value first;
  config["layers"].each_element([&](Value layer) {
    if (!first.exists()) first = layer;
  });
  return first;
}

// input_spec of the classes in keras/src/layers that take tensors of one number of axes alone; 0: of others.
std::size_t asked_rank(const std::string& class_name, Value config) {
  if (class_name == "LSTM" || class_name == "GRU" || class_name == "SimpleRNN") return 3;
  if (class_name == "RepeatVector") return 2;
  if (class_name == "Permute") return config["dims"].size() + 1;
  if (class_name.starts_with("ConvLSTM")) return rank_in_name(class_name) + 1;
  const bool is_pool = class_name.contains("Pooling") || class_name.starts_with("ZeroPadding");
  const bool is_border = class_name.starts_with("Cropping") || class_name.starts_with("UpSampling");
  return is_pool || is_border || class_name.starts_with("SpatialDropout") ? rank_in_name(class_name) : 0;
}

Trouble doubled(std::string_view type, std::string text, Value layer) {
  return raised(type, std::move(text), Obstacle::doubled_batch, text_of(layer["config"]["name"]));
}

Extent extent_of(Value number) {
  const auto whole = number.integer();
  return whole && *whole >= 0 ? Extent(static_cast<std::uint64_t>(*whole)) : Extent{};
}

// (3, 3), of a number or a list.
std::vector<Extent> extents_in(Value value) {
  if (!value.is_array()) return {extent_of(value)};
  return shape_of(value).extents;
}

bool is_off(Value flag) { return flag.boolean() == false; }

}  // namespace

namespace {

bool doubles_batch(Value first_layer) {
  const std::string class_name = text_of(first_layer["class_name"]);
  return class_name != "InputLayer" && !is_model(class_name) && !first_layer["module"].exists() &&
         first_layer["config"]["batch_input_shape"].is_array();
}

}  // namespace

std::optional<Shape> doubled_input(Value config) {
  Value first = first_layer_of(config);
  for (int depth = 0; depth < kMostDepth && text_of(first["class_name"]) == "Sequential"; ++depth)
    first = first_layer_of(first["config"]);
  if (!doubles_batch(first)) return std::nullopt;
  Shape shape = shape_of(first["config"]["batch_input_shape"]);
  if (!shape.is_known) return std::nullopt;
  shape.extents.insert(shape.extents.begin(), Extent{});
  return shape;
}

// keras/src/layers/input_spec.py, assert_input_compatibility
Trouble DoubledBatch::wrong_rank(Value layer, std::size_t asked) const {
  const std::string_view pattern = minor_ >= 13 ? messages::kIncompatible : messages::kIncompatibleEarly;
  std::string text = filled(pattern, "{}", text_of(layer["config"]["name"])) +
                     filled(messages::kWrongRank, "{asked}", "ndim=" + std::to_string(asked));
  text = filled(text, "{found}", std::to_string(shape_.extents.size()));
  return doubled("ValueError", filled(text, "(...)", python_shape(shape_.extents)), layer);
}

// keras/src/backend/common/variables.py, _validate_shape
Trouble DoubledBatch::make(Value layer, std::string_view variable, std::vector<Extent> shape) {
  if (std::ranges::contains(shape, Extent{})) {
    const std::string path = model_ + '/' + text_of(layer["config"]["name"]) + '/' + std::string(variable);
    const std::string text = filled(messages::kNotDefined, "{shape}", python_shape(shape));
    return doubled("ValueError", filled(text, "{}", path), layer);
  }
  made_.push_back({layer, variable, std::move(shape)});
  return std::nullopt;
}

// keras/src/ops/operation_utils.py, compute_conv_output_shape: asked in build(), of depthwise ones until 3.14 in
// call().
Trouble DoubledBatch::convolve(Value layer, const std::string& class_name) {
  const Value config = layer["config"];
  const bool is_depthwise = class_name.starts_with("Depthwise");
  const bool is_plain = class_name.starts_with("Conv");
  const bool is_first = config["data_format"].string() == "channels_first";
  const Extent channels = is_first ? shape_.extents[1] : shape_.last();
  if (class_name.contains("Transpose")) {
    if (shape_.extents.size() == rank_in_name(class_name)) return std::nullopt;
    const std::string text = filled(messages::kWhenCalling, "{}", class_name) + "tuple index out of range";
    return doubled("IndexError", text, layer);
  }
  if (!channels && is_plain) return doubled("TypeError", std::string(messages::kNoneModulo), layer);
  if (!channels || shape_.extents.size() == rank_in_name(class_name)) return std::nullopt;
  std::vector<Extent> kernel = extents_in(config["kernel_size"]);
  kernel.push_back(channels);
  const Extent multiplier = extent_of(config["depth_multiplier"]);
  kernel.push_back(is_depthwise ? Extent(*channels * multiplier.value_or(1)) : extent_of(config["filters"]));
  std::string text = filled(messages::kOtherKernelShape, "{kernel}", python_shape(kernel));
  text = filled(text, "{}", python_shape(shape_.extents));
  if (!is_plain && minor_ < 15) text = filled(messages::kWhenCalling, "{}", class_name) + text;
  return doubled("ValueError", std::move(text), layer);
}

// The axis of a list of one is kept; a number is since 3.9 (keras/src/legacy/saving/saving_utils.py,
// model_from_config).
Trouble DoubledBatch::normalize(Value layer) {
  const Value config = layer["config"];
  const Value axes = config["axis"];
  std::int64_t axis = minor_ >= 9 ? axes.integer().value_or(-1) : -1;
  if (axes.size() == 1) axes.each_element([&](Value one) { axis = one.integer().value_or(-1); });
  const auto rank = static_cast<std::int64_t>(shape_.extents.size());
  const std::int64_t place = axis < 0 ? axis + rank : axis;
  if (place < 0 || place >= rank) return std::nullopt;
  const bool is_batch = text_of(layer["class_name"]) == "BatchNormalization";
  std::string_view first = is_batch ? "moving_mean" : "";
  if (!is_off(config["center"])) first = "beta";
  if (!is_off(config["scale"])) first = "gamma";
  if (first.empty()) return std::nullopt;
  return make(layer, first, {shape_.extents[static_cast<std::size_t>(place)]});
}

// keras/src/layers/activations/prelu.py, build
Trouble DoubledBatch::multiply_negatives(Value layer) {
  std::vector<Extent> alpha(shape_.extents.begin() + 1, shape_.extents.end());
  layer["config"]["shared_axes"].each_element([&](Value axis) {
    const auto place = static_cast<std::size_t>(axis.integer().value_or(0));
    if (place >= 1 && place <= alpha.size()) alpha[place - 1] = 1;
  });
  return make(layer, "alpha", std::move(alpha));
}

// keras/src/ops/operation_utils.py, compute_reshape_output_shape
Trouble DoubledBatch::reshape(Value layer) {
  const Value target = layer["config"]["target_shape"];
  std::uint64_t before = 1;
  std::uint64_t after = 1;
  bool is_counted = true;  // no axis but that of the samples is free
  for (std::size_t axis = 1; axis < shape_.extents.size(); ++axis) {
    is_counted = is_counted && shape_.extents[axis].has_value();
    before *= shape_.extents[axis].value_or(1);
  }
  Shape shape{.is_known = true, .extents = {Extent{}}};
  for (const Extent& one : shape_of(target).extents) {
    shape.extents.push_back(one);
    after *= one.value_or(1);
  }
  const bool has_open = std::ranges::count(shape.extents, Extent{}) > 1;
  const bool fits = has_open ? after != 0 && before % after == 0 : before == after;
  if (is_counted && !fits) {
    const std::vector<Extent> given(shape_.extents.begin() + 1, shape_.extents.end());
    const std::string text = filled(messages::kTotalSize, "{}", python_shape(given));
    // Asked in build() until 3.11, later in call().
    return doubled("ValueError", minor_ >= 12 ? filled(messages::kWhenCalling, "{}", "Reshape") + text : text, layer);
  }
  if (is_counted && has_open)
    std::ranges::replace(shape.extents.begin() + 1, shape.extents.end(), Extent{}, Extent(before / after));
  // From here on everything has the shape that it was saved with.
  shape.is_known = is_counted || has_open;
  shape_ = std::move(shape);
  return std::nullopt;
}

// keras/src/models/functional.py, _adjust_input_rank. A Sequential that was made for a tensor of one axis more takes
// it.
Trouble DoubledBatch::enter(Value model, int depth) {
  const Shape asked = doubled_input(model["config"]).value_or(Shape{});
  const bool is_sequence = text_of(model["class_name"]) == "Sequential" && depth < kMostDepth;
  if (!is_sequence || asked.extents.size() != shape_.extents.size()) {
    shape_ = {};
    return std::nullopt;
  }
  Trouble trouble;
  model["config"]["layers"].each_element([&](Value layer) {
    if (!trouble) trouble = call(layer, depth + 1);
  });
  return trouble;
}

Trouble DoubledBatch::call(Value layer, int depth) {
  if (!shape_.is_known || shape_.extents.size() < 2) return std::nullopt;
  const std::string class_name = text_of(layer["class_name"]);
  if (is_model(class_name)) return enter(layer, depth);
  const Value config = layer["config"];
  const std::size_t asked = asked_rank(class_name, config);
  if (asked != 0 && asked != shape_.extents.size()) return wrong_rank(layer, asked);
  if (class_name == "Reshape") return reshape(layer);
  Trouble trouble;
  if (class_name == "Dense")
    trouble = make(layer, "kernel", {shape_.last(), extent_of(config["units"])});
  else if (class_name == "BatchNormalization" || class_name == "LayerNormalization")
    trouble = normalize(layer);
  else if (class_name == "PReLU")
    trouble = multiply_negatives(layer);
  else if (asked == 0 && rank_in_name(class_name) > 0)
    trouble = convolve(layer, class_name);
  if (!trouble) shape_ = shape_given_by(layer, {shape_});
  return trouble;
}

std::vector<FirstVariable> made_with_doubled_batch(Value config, int minor_number) {
  const auto input = doubled_input(config);
  if (!input) return {};
  DoubledBatch batch(*input, text_of(config["name"]), minor_number);
  bool is_made = true;
  config["layers"].each_element([&](Value layer) { is_made = is_made && !batch.call(layer); });
  return batch.made();
}

}  // namespace weighbridge::revival
