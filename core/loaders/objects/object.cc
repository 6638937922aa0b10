#include "loaders/objects/object.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace weighbridge::loaders {
namespace {

struct Usual {
  std::string_view class_name;
  std::string_view variables;  // separated by spaces
};

// Keras 3.15.1, keras/src/layers: build() of each class with its defaults. Classes not listed have kernel and bias.
constexpr std::array kUsual = {
    Usual{"BatchNormalization", "gamma beta moving_mean moving_variance"},
    Usual{"LayerNormalization", "gamma beta"},
    Usual{"GroupNormalization", "gamma beta"},
    Usual{"Embedding", "embeddings"},
    Usual{"Normalization", "mean variance count"},
    Usual{"PReLU", "alpha"},
    Usual{"LSTMCell", "kernel recurrent_kernel bias"},
    Usual{"GRUCell", "kernel recurrent_kernel bias"},
    Usual{"SimpleRNNCell", "kernel recurrent_kernel bias"},
    Usual{"SeparableConv1D", "depthwise_kernel pointwise_kernel bias"},
    Usual{"SeparableConv2D", "depthwise_kernel pointwise_kernel bias"},
};

std::vector<std::string> usual_variables(std::string_view class_name) {
  const auto* found = std::ranges::find(kUsual, class_name, &Usual::class_name);
  std::string_view rest = found == kUsual.end() ? "kernel bias" : found->variables;
  std::vector<std::string> names;
  while (!rest.empty()) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    names.emplace_back(rest.substr(0, space));
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  return names;
}

// Recurrent layers keep their variables in a cell (`lstm/cell`), whose default name is the class in snake case.
struct Cell {
  std::string_view layer;
  std::string_view cell;
  std::string_view name;
};
constexpr std::array kCells = {Cell{"LSTM", "LSTMCell", "lstm_cell"}, Cell{"GRU", "GRUCell", "gru_cell"},
                               Cell{"SimpleRNN", "SimpleRNNCell", "simple_rnn_cell"}};

const Cell* cell_of(const Layer& layer) {
  const auto* cell = std::ranges::find(kCells, layer.class_name, &Cell::layer);
  return cell == kCells.end() ? nullptr : cell;
}

// A nested model or a composite layer in one legacy group has more: those are not variables of one object.
constexpr std::size_t kMostVariables = 8;

}  // namespace

std::string_view class_of_object(const Layer& layer) {
  if (const Cell* cell = cell_of(layer)) return cell->cell;
  return layer.class_name.empty() ? std::string_view("Layer") : std::string_view(layer.class_name);
}

Object object_of(const Layer& layer) {
  const Cell* cell = cell_of(layer);
  Object object{.class_name = std::string(class_of_object(layer)),
                .name = cell != nullptr ? std::string(cell->name) : layer.name,
                .variables = {}};
  const bool roles_known = !layer.tensors.empty() && std::ranges::none_of(layer.tensors, [](const Tensor& tensor) {
    return tensor.role.empty();
  });
  if (!roles_known || layer.tensors.size() > kMostVariables) {
    object.variables = usual_variables(object.class_name);
    return object;
  }
  for (const Tensor& tensor : layer.tensors) object.variables.push_back(tensor.role);
  return object;
}

}  // namespace weighbridge::loaders
