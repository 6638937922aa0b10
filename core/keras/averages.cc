#include "keras/averages.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace weighbridge::keras {
namespace {

using Shape = std::vector<std::uint64_t>;

constexpr std::size_t kMostSlots = 3;  // rmsprop: velocity, momentum, average gradient

// "adam/dense_kernel_average"; not RMSprop's average of gradients.
bool is_average(std::string_view path) {
  return (path.contains("_average") || path.contains("/average")) && !path.contains("average_gradient");
}

// `slots` variables for each of `weights`, one weight after the other (Keras 3).
bool are_by_weight(std::span<const Shape> variables, std::span<const Shape> weights, std::size_t slots) {
  if (variables.size() != weights.size() * slots) return false;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    if (variables[i] != weights[i / slots]) return false;
  }
  return true;
}

// The same, one slot after the other (tf.keras).
bool are_by_slot(std::span<const Shape> variables, std::size_t slots) {
  const std::size_t weights = variables.size() / slots;
  for (std::size_t i = weights; i < variables.size(); ++i) {
    if (variables[i] != variables[i - weights]) return false;
  }
  return true;
}

// Could all of them be slots, with no averages before them?
bool fits_without_averages(std::span<const Shape> variables, std::size_t weights_of_model) {
  for (std::size_t slots = 1; slots <= kMostSlots; ++slots) {
    if (variables.size() % slots != 0 || variables.size() / slots > weights_of_model) continue;
    std::vector<Shape> weights;
    for (std::size_t i = 0; i < variables.size(); i += slots) weights.push_back(variables[i]);
    if (are_by_weight(variables, weights, slots) || are_by_slot(variables, slots)) return true;
  }
  return false;
}

bool fits_with_averages(std::span<const Shape> variables) {
  for (std::size_t slots = 1; slots <= kMostSlots; ++slots) {
    if (variables.size() % (slots + 1) != 0) continue;
    const auto averages = variables.first(variables.size() / (slots + 1));
    if (are_by_weight(variables.subspan(averages.size()), averages, slots)) return true;
  }
  return false;
}

}  // namespace

bool keeps_averages(const Checkpoint& checkpoint) {
  if (!checkpoint.optimizer) return false;
  if (checkpoint.config.use_ema) return *checkpoint.config.use_ema;
  const std::vector<Tensor>& tensors = checkpoint.optimizer->tensors;
  if (std::ranges::any_of(tensors, [](const Tensor& tensor) { return is_average(tensor.path); })) return true;
  if (checkpoint.layout != Layout::v3_weights || !checkpoint.has_name_attributes) return false;  // only of Keras 3 is the order known
  std::size_t weights_of_model = checkpoint.model_level.size();
  for (const Layer& layer : checkpoint.layers) weights_of_model += layer.tensors.size();
  std::vector<Shape> variables;
  for (const Tensor& tensor : tensors) {
    if (tensor.role.empty()) variables.push_back(tensor.shape);
  }
  return variables.size() > 2 && !fits_without_averages(variables, weights_of_model) && fits_with_averages(variables);
}

}  // namespace weighbridge::keras
