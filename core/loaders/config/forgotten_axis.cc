#include "loaders/config/forgotten_axis.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "revival/tensor_shapes.h"

namespace weighbridge::loaders {
namespace {

using json::Value;
using revival::Extent;
using revival::python_shapes;
using revival::Shape;
using revival::shape_given_by;
using revival::shape_of;

constexpr int kMostModelsInModels = 16;
// A model in a model is walked through at each of its calls: sixteen of them, called ten times each, never end.
constexpr std::size_t kMostCalls = 200'000;

// Their axis is -1 unless they are told otherwise. LayerNormalization writes a list, also of one axis.
constexpr std::array<std::string_view, 6> kWithAxis = {"Concatenate", "BatchNormalization", "GroupNormalization",
                                                       "Softmax",     "UnitNormalization",  "LayerNormalization"};
// Weights that reach over the last axis of the input, as the axis before the last of the kernel.
constexpr std::array<std::string_view, 4> kWithKernel = {"Dense", "Conv1D", "Conv2D", "Conv3D"};
constexpr std::array<std::string_view, 3> kRecurrent = {"LSTM", "GRU", "SimpleRNN"};

// A tensor on its way through a model whose layers have forgotten their axes.
struct Flow {
  Shape shape;
  bool is_other = false;  // than in the model that was saved
};

std::string text_of(Value value) { return value.string().value_or(""); }

std::string name_of(Value layer) {
  return text_of(layer["name"].is_string() ? layer["name"] : layer["config"]["name"]);
}

// The names of what a call is given: [["dense", 0, 0, {}]], or {"args": [...]} with tensors that name their layers.
struct Giver {
  std::string layer;
  std::size_t node = 0;
  Shape written;  // as it was saved
};

void add_givers(Value value, std::vector<Giver>& givers, int depth = 0) {
  if (depth > kMostModelsInModels) return;
  const Value history = value["config"]["keras_history"];
  const Value list = history.is_array() ? history : value;
  Giver giver{.layer = "", .node = 0, .written = shape_of(value["config"]["shape"])};
  std::size_t position = 0;
  list.each_element([&](Value part) {
    if (position == 0) giver.layer = text_of(part);
    if (position++ == 1) giver.node = static_cast<std::size_t>(std::max<std::int64_t>(part.integer().value_or(0), 0));
  });
  if (!giver.layer.empty()) return givers.push_back(std::move(giver));
  value.each_element([&](Value inner) { add_givers(inner, givers, depth + 1); });
  if (value["args"].exists()) add_givers(value["args"], givers, depth + 1);
}

// Keras 3 has the weights of recurrent layers in their cells (keras/src/layers/rnn/lstm.py).
std::string cell_of(std::string_view class_name) {
  if (class_name == "LSTM") return "lstm_cell/";
  if (class_name == "GRU") return "gru_cell/";
  return class_name == "SimpleRNN" ? "simple_rnn_cell/" : "";
}

// What of a shape is compared: not the last extent, and none of one. Those are taken out by the places that they had at
// first.
std::vector<Extent> compared(const Shape& shape) {
  std::vector<Extent> left = shape.extents;
  for (std::size_t axis = 1; axis + 1 < shape.extents.size(); ++axis) {
    if (shape.extents[axis] == 1U && axis < left.size()) left.erase(left.begin() + static_cast<std::ptrdiff_t>(axis));
  }
  if (!left.empty()) left.pop_back();
  return left;
}

class Walk {
 public:
  // Of two layers of one name the first.
  explicit Walk(const keras::Checkpoint& checkpoint) {
    for (const Layer& layer : checkpoint.layers) stored_.emplace(layer.name, &layer);
  }

  Flow through_model(Value model, const std::vector<Flow>& inputs, int depth) {
    if (depth > kMostModelsInModels) return {};
    if (text_of(model["class_name"]) == "Sequential") return through_sequence(model, inputs, depth);
    std::map<std::string, std::vector<Flow>, std::less<>> given;
    const bool is_other = std::ranges::any_of(inputs, &Flow::is_other);
    model["config"]["layers"].each_element([&](Value layer) {
      if (calls_ > kMostCalls) return;
      std::vector<Flow>& calls = given[name_of(layer)];
      if (text_of(layer["class_name"]) == "InputLayer") {
        calls.push_back({.shape = shape_given_by(layer, {}), .is_other = is_other});
        return;
      }
      layer["inbound_nodes"].each_element([&](Value call) {
        if (calls_ > kMostCalls) return;
        std::vector<Giver> givers;
        add_givers(call, givers);
        std::vector<Flow> taken;
        for (Giver& giver : givers) taken.push_back(taken_from(given, giver));
        calls.push_back(through_layer(layer, taken, depth));
      });
    });
    std::vector<Giver> outputs;
    add_givers(model["config"]["output_layers"], outputs);
    if (outputs.size() == 1) return taken_from(given, outputs.front());
    return {};
  }

  std::optional<ForgottenAxis> found;
  bool changes_values = false;

 private:
  using Given = std::map<std::string, std::vector<Flow>, std::less<>>;

  static Flow taken_from(const Given& given, const Giver& giver) {
    const auto calls = given.find(giver.layer);
    if (calls == given.end() || calls->second.empty()) return {.shape = giver.written};
    Flow flow = calls->second[std::min(giver.node, calls->second.size() - 1)];
    if (!flow.shape.is_known && !flow.is_other) flow.shape = giver.written;
    return flow;
  }

  Flow through_sequence(Value model, const std::vector<Flow>& inputs, int depth) {
    Flow flow = inputs.empty() ? Flow{} : inputs.front();
    model_ = text_of(model["config"]["name"]);
    model["config"]["layers"].each_element([&](Value layer) {
      if (calls_ > kMostCalls) return;
      const Value shape = layer["config"]["batch_input_shape"];
      if (!flow.shape.is_known && shape.is_array()) flow.shape = shape_of(shape);
      if (text_of(layer["class_name"]) != "InputLayer")
        flow = through_layer(layer, {flow}, depth);
      else if (!flow.shape.is_known)
        flow.shape = shape_given_by(layer, {});
    });
    model_.clear();
    return flow;
  }

  Flow through_layer(Value layer, const std::vector<Flow>& inputs, int depth) {
    if (++calls_ > kMostCalls) {
      if (found) found->is_open = true;
      return {};
    }
    if (layer["config"]["layers"].is_array()) return through_model(layer, inputs, depth + 1);
    std::vector<Shape> shapes;
    for (const Flow& input : inputs) shapes.push_back(input.shape);
    Flow flow{.shape = {}, .is_other = std::ranges::any_of(inputs, &Flow::is_other)};
    if (forgets(layer, shapes)) return through_forgetful(layer, shapes);
    if (flow.is_other) check_weights(layer, shapes.front());
    flow.shape = text_of(layer["class_name"]) == "Concatenate" && !shapes.empty() && shapes.front().is_known
                     ? joined(shapes, axis_of(layer, shapes.front()))
                     : shape_given_by(layer, shapes);
    return flow;
  }

  static std::size_t axis_of(Value layer, const Shape& shape) {
    const std::int64_t axis = layer["config"]["axis"].integer().value_or(-1);
    const auto rank = static_cast<std::int64_t>(shape.extents.size());
    return static_cast<std::size_t>(axis < 0 ? axis + rank : axis);
  }

  // Whether the layer has an axis of which Keras does not know any more. Where the number of axes is not known, whether
  // it is the last stays open.
  bool forgets(Value layer, const std::vector<Shape>& shapes) {
    const auto axis = layer["config"]["axis"].integer();
    const std::string class_name = text_of(layer["class_name"]);
    if (!axis || *axis == -1 || layer["module"].exists() || !std::ranges::contains(kWithAxis, class_name)) return false;
    const bool knows_rank = !shapes.empty() && shapes.front().is_known;
    if (knows_rank && axis_of(layer, shapes.front()) + 1 == shapes.front().extents.size()) return false;
    if (!found) found.emplace();
    if (found->layer.empty()) {
      found->layer = text_of(layer["config"]["name"]);
      found->axis = *axis;
    }
    found->is_open = found->is_open || !knows_rank;
    return true;
  }

  Flow through_forgetful(Value layer, const std::vector<Shape>& shapes) {
    const Shape first = shapes.empty() ? Shape{} : shapes.front();
    const bool is_joined = text_of(layer["class_name"]) == "Concatenate";
    changes_values = changes_values || !first.is_known || !is_joined;
    if (!first.is_known) return {.shape = {}, .is_other = true};
    if (!is_joined) {
      check_weights(layer, first);
      return {.shape = first, .is_other = true};
    }
    refuse(shapes);
    // Of extents of one between the two axes the numbers stand in the same order.
    bool is_other = false;
    for (const Shape& shape : shapes) {
      for (std::size_t axis = axis_of(layer, first); axis + 1 < shape.extents.size(); ++axis)
        is_other = is_other || shape.extents[axis] != 1U;
    }
    changes_values = changes_values || is_other;
    return {.shape = joined(shapes, first.extents.size() - 1), .is_other = is_other};
  }

  // keras/src/layers/merging/concatenate.py, build (3.3.3 to 3.8.0).
  void refuse(const std::vector<Shape>& shapes) {
    if (found->refused_inputs || !std::ranges::all_of(shapes, &Shape::is_known)) return;
    const std::vector<Extent> first = compared(shapes.front());
    const auto fits = [&](const Shape& shape) {
      const std::vector<Extent> other = compared(shape);
      if (first.size() != other.size()) return !python_shapes(shapes);
      for (std::size_t axis = 1; axis < first.size(); ++axis) {
        if (first[axis] && other[axis] && first[axis] != other[axis]) return false;
      }
      return true;
    };
    if (!std::ranges::all_of(shapes, fits)) found->refused_inputs = python_shapes(shapes).value_or("");
  }

  void differs(Value layer, const Layer& stored, const Tensor& tensor, std::size_t axis, std::uint64_t extent) {
    if (tensor.shape[axis] == extent || found->mismatch) return;
    const std::string name = text_of(layer["config"]["name"]);
    OtherShape shape{.name = tensor.role, .needed = tensor.shape, .stored = tensor.shape};
    shape.needed[axis] = extent;
    const std::string cell = cell_of(text_of(layer["class_name"]));
    if (!model_.empty() || !cell.empty())
      shape.path = (model_.empty() ? "" : model_ + '/') + name + '/' + cell + shape.name;
    found->mismatch = Contradiction{.layer = name,
                                    .class_name = text_of(layer["class_name"]),
                                    .needed = {},
                                    .stored = stored.tensors.size(),
                                    .shape = std::move(shape)};
  }

  void check_weights(Value layer, const Shape& input) {
    const std::string name = text_of(layer["config"]["name"]);
    const auto stored = stored_.find(name);
    if (stored == stored_.end() || stored->second->tensors.empty()) return;
    const Tensor& first = stored->second->tensors.front();
    const std::string class_name = text_of(layer["class_name"]);
    const bool has_kernel = std::ranges::contains(kWithKernel, class_name);
    const bool is_recurrent = std::ranges::contains(kRecurrent, class_name);
    const std::size_t rank = first.shape.size();
    const bool fits = first.shape_known && (has_kernel || is_recurrent ? rank >= 2 : rank == 1);
    const bool is_grouped = has_kernel && layer["config"]["groups"].integer().value_or(1) != 1;
    const bool is_known = has_kernel || is_recurrent || std::ranges::contains(kWithAxis, class_name);
    if (!input.last() || !fits || is_grouped || !is_known) {
      found->is_open = true;
      return;
    }
    differs(layer, *stored->second, first, rank == 1 ? 0 : rank - 2, *input.last());
  }

  std::unordered_map<std::string_view, const Layer*> stored_;
  std::size_t calls_ = 0;
  std::string model_;  // of the Sequential that is walked through
};

}  // namespace

std::optional<ForgottenAxis> find_forgotten_axis(Value architecture, const keras::Checkpoint& checkpoint) {
  Walk walk(checkpoint);
  walk.through_model(architecture, {}, 0);
  if (!walk.found || walk.changes_values || walk.found->mismatch || walk.found->refused_inputs)
    return std::move(walk.found);
  return std::nullopt;
}

}  // namespace weighbridge::loaders
