#include "revival/reactions.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "revival/messages.h"
#include "revival/python_text.h"
#include "revival/ways.h"
#include "revival/wrapping.h"

namespace weighbridge::revival {
namespace {

using json::Value;

// An archive says with which shape a layer was built, so that it is built before it is called.
bool was_built(Value layer) {
  const bool is_around_one = text_of(layer["class_name"]) == "Bidirectional";
  return layer["build_config"].is_object() || (is_around_one && layer["config"]["layer"]["build_config"].is_object());
}

// Of a list of shapes the axes are the shapes. The farthest that the layer asks for, counted from the front.
std::int64_t farthest_axis(Value layer) {
  const Value axis = layer["config"]["axis"];
  std::int64_t farthest = axis.integer().value_or(0);
  axis.each_element([&](Value one) { farthest = std::max(farthest, one.integer().value_or(0)); });
  return farthest;
}

class Reacting {
 public:
  Reacting(Value layer, int minor_number)
      : class_name_(text_of(layer["class_name"])),
        name_(text_of(layer["config"]["name"])),
        is_built_(was_built(layer)),
        farthest_axis_(farthest_axis(layer)),
        shares_axes_(layer["config"]["shared_axes"].size() > 0),
        minor_(minor_number) {}

  [[nodiscard]] Reaction to_list(Way way) const;
  [[nodiscard]] Reaction to_pair(Way way) const;
  [[nodiscard]] Reaction to_thin(Way way) const;
  [[nodiscard]] Reaction to_column(Way way) const;
  [[nodiscard]] Reaction refuses_pair(std::string_view call) const;

 private:
  [[nodiscard]] Reaction raises(std::string_view type, std::string_view text) const {
    return {.gives = Handed::unknown, .trouble = raised(type, std::string(text), Obstacle::listed_output, class_name_)};
  }
  [[nodiscard]] Reaction raises_in_call(std::string_view type, std::string_view text) const {
    return raises(type, filled(messages::kWhenCalling, "{}", class_name_) + std::string(text));
  }
  // The shape of its variables has a shape in it.
  [[nodiscard]] Reaction cannot_build(std::int64_t shapes) const {
    if (farthest_axis_ >= shapes) return raises("IndexError", "list index out of range");
    return raises("ValueError", minor_ >= 13 ? messages::kShapeInShape : messages::kShapeInShapeEarly);
  }
  [[nodiscard]] Reaction incompatible(std::string_view because) const {
    const std::string_view pattern = minor_ >= 13 ? messages::kIncompatible : messages::kIncompatibleEarly;
    return raises("ValueError", filled(pattern, "{}", name_) + std::string(because));
  }
  [[nodiscard]] Reaction wrong_rank(std::string_view asked, std::string_view found) const {
    return incompatible(filled(filled(messages::kWrongRank, "{asked}", asked), "{found}", found));
  }

  std::string class_name_;
  std::string name_;
  bool is_built_;
  std::int64_t farthest_axis_;
  bool shares_axes_;
  int minor_;
};

Reaction gives(Handed handed) { return {.gives = handed, .trouble = std::nullopt}; }

// keras/src/layers/layer.py, __call__: build() with the list of one shape, then call() with the list.
Reaction Reacting::to_list(Way way) const {
  switch (way) {
    case Way::any:
    case Way::spatial_dropout:
      return gives(Handed::list);
    case Way::global_pooling:
      return gives(Handed::pair);
    case Way::pooling:
      return raises_in_call("ValueError", messages::kCannotBroadcast);
    case Way::dense:
      return is_built_ ? gives(Handed::thin) : cannot_build(1);
    case Way::normalization:
    case Way::batch_normalization:
      return is_built_ ? gives(Handed::list) : cannot_build(1);
    case Way::group_normalization:
      return is_built_ ? gives(Handed::list) : raises("TypeError", messages::kCannotCompare);
    case Way::recurrent:
      return is_built_ ? raises_in_call("IndexError", "list index out of range") : cannot_build(1);
    case Way::conv:
      return is_built_ ? raises_in_call("ValueError", messages::kKernelShape)
                       : raises("TypeError", messages::kNoRemainder);
    case Way::conv_transpose:
      return is_built_ ? raises_in_call("ValueError", messages::kNoShape) : cannot_build(1);
    case Way::depthwise:
      if (is_built_) return raises_in_call("ValueError", messages::kKernelShape);
      return minor_ >= 15 ? raises("ValueError", messages::kKernelShape) : cannot_build(1);
    case Way::shape_user:
      return raises_in_call("AttributeError", "'list' object has no attribute 'shape'");
    case Way::reshape:
      return minor_ >= 12 || is_built_ ? raises_in_call("AttributeError", "'list' object has no attribute 'shape'")
                                       : raises("ValueError", filled(messages::kTotalSize, "{}", "[]"));
    case Way::indexed:
      return raises_in_call("IndexError", "list index out of range");
    case Way::resizing:
      return raises_in_call("IndexError", "list assignment index out of range");
    case Way::time_distributed:
      return is_built_ ? raises_in_call("ValueError", messages::kTooFewSteps)
                       : raises("ValueError", messages::kTooFewSteps);
    case Way::prelu:
      if (is_built_) return gives(Handed::list);
      return shares_axes_ ? raises("IndexError", "list assignment index out of range") : wrong_rank("ndim=1", "N");
  }
  return {};
}

// `call`: of which class, where it is not the layer's own. keras/src/layers/input_spec.py, assert_input_compatibility.
Reaction Reacting::refuses_pair(std::string_view call) const {
  const std::string_view pattern = call.empty() || minor_ < 15 ? messages::kOneInput : messages::kNamedInput;
  const bool is_inside = call == "Sequential";
  const std::string text = filled(pattern, "{}", is_inside ? std::string_view("functional_N") : name_);
  return is_inside ? raises_in_call("ValueError", text) : raises("ValueError", text);
}

Reaction Reacting::to_pair(Way way) const {
  switch (way) {
    case Way::any:
      return gives(Handed::pair);
    case Way::normalization:
      return is_built_ ? gives(Handed::pair) : cannot_build(2);
    case Way::batch_normalization:
      return is_built_ ? refuses_pair("") : cannot_build(2);
    case Way::reshape:
      return minor_ >= 12 || is_built_ ? raises_in_call("AttributeError", "'tuple' object has no attribute 'shape'")
                                       : raises("ValueError", filled(messages::kTotalSize, "{}", "((...),)"));
    case Way::group_normalization:
    case Way::resizing:
    case Way::time_distributed:
    case Way::prelu:
      return {};
    default:
      return refuses_pair("");
  }
}

Reaction Reacting::to_thin(Way way) const {
  switch (way) {
    case Way::any:
    case Way::normalization:
      return gives(Handed::thin);
    case Way::dense:
      return wrong_rank("min_ndim=2", "1");
    case Way::batch_normalization:
    case Way::recurrent:
      return wrong_rank("ndim=N", "1");
    case Way::indexed:
      return class_name_ == "RepeatVector" ? wrong_rank("ndim=2", "1") : Reaction{};
    case Way::reshape:
      return raises_in_call("ValueError", filled(messages::kTotalSize, "{}", "()"));
    case Way::shape_user:
      return class_name_ == "Flatten" ? gives(Handed::column) : Reaction{};
    default:
      return {};
  }
}

Reaction Reacting::to_column(Way way) const {
  if (way == Way::any) return gives(Handed::column);
  return way == Way::dense && is_built_ ? incompatible(messages::kWrongAxis) : Reaction{};
}

}  // namespace

Reaction react(Value layer, Handed handed, int minor_number) {
  const auto way = way_of(text_of(layer["class_name"]));
  if (!way) return {};
  const Reacting reacting(layer, minor_number);
  switch (handed) {
    case Handed::list:
      return reacting.to_list(*way);
    case Handed::pair:
      return reacting.to_pair(*way);
    case Handed::thin:
      return reacting.to_thin(*way);
    case Handed::column:
      return reacting.to_column(*way);
    default:
      return {};
  }
}

// It was built when it was made, and takes its inputs out of any list.
Reaction model_reacts(Value model, Handed handed, Handed given, int minor_number) {
  if (handed == Handed::list) return gives(given);
  if (handed != Handed::pair) return {};
  return Reacting(model, minor_number).refuses_pair(text_of(model["class_name"]));
}

}  // namespace weighbridge::revival
