#include "keras/averages.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace weighbridge::keras {
namespace {

using Shape = std::vector<std::uint64_t>;

// How many variables an optimizer keeps for each weight, at least and at most (keras/src/optimizers of 3.15.1). Of
// Adafactor and Muon it depends on the weight.
struct Slots {
  std::string_view optimizer;
  std::size_t least, most;
};
constexpr Slots kSlots[] = {{"sgd", 0, 1},     {"adam", 2, 3},     {"adamw", 2, 3},  {"rmsprop", 1, 3},
                            {"adagrad", 1, 1}, {"adadelta", 2, 2}, {"adamax", 2, 2}, {"nadam", 2, 2},
                            {"ftrl", 2, 2},    {"lion", 1, 1},     {"lamb", 2, 2}};
constexpr Slots kAnyOptimizer = {"", 0, 3};
constexpr std::string_view kUneven[] = {"adafactor", "muon"};

// "adam/dense_kernel_average"; not RMSprop's average of gradients.
bool is_average(std::string_view path) {
  return (path.contains("_average") || path.contains("/average")) && !path.contains("average_gradient");
}

// Numbers without a dimension belong to the optimizer as a whole (Nadam's u_product).
std::vector<Shape> shapes_of(std::span<const Tensor> tensors, bool only_unnamed) {
  std::vector<Shape> shapes;
  for (const Tensor& tensor : tensors) {
    if (!tensor.shape.empty() && !(only_unnamed && !tensor.role.empty())) shapes.push_back(tensor.shape);
  }
  return shapes;
}

// How many of the first variables have the shapes of weights, in the model's order; weights that are not trained are
// left out.
std::size_t count_like_weights(std::span<const Shape> variables, std::span<const Shape> weights) {
  std::size_t count = 0;
  for (const Shape& weight : weights) {
    if (count < variables.size() && variables[count] == weight) ++count;
  }
  return count;
}

// `slots` variables for each weight, one weight after the other (by_weight) or one slot after the other.
bool are_slots(std::span<const Shape> variables, std::span<const Shape> weights, std::size_t slots, bool by_weight) {
  if (variables.size() != weights.size() * slots) return false;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    if (variables[i] != weights[by_weight ? i / slots : i % weights.size()]) return false;
  }
  return true;
}

bool are_slots_of(std::span<const Shape> variables, std::span<const Shape> weights, std::size_t each) {
  if (are_slots(variables, weights, each, true) || are_slots(variables, weights, each, false)) return true;
  // AMSGrad: its third slot comes behind the pairs of the others.
  const auto pairs = variables.first(std::min(variables.size(), weights.size() * 2));
  return each == 3 && are_slots(pairs, weights, 2, true) &&
         are_slots(variables.subspan(pairs.size()), weights, 1, true);
}

// In front of the slots stands one array for each weight, or two: averages, and sums of gradients.
bool fits_with_averages(std::span<const Shape> variables, std::size_t like_weights, const Slots& slots) {
  for (std::size_t each = slots.least; each <= slots.most; ++each) {
    for (const std::size_t before : {std::size_t{1}, std::size_t{2}}) {
      if (variables.size() % (each + before) != 0) continue;
      const auto averages = variables.first(variables.size() / (each + before));
      if (averages.size() > like_weights) continue;
      const auto rest = variables.subspan(averages.size());
      if (before == 2 && !std::ranges::equal(rest.first(averages.size()), averages)) continue;
      if (are_slots_of(variables.subspan(averages.size() * before), averages, each)) return true;
    }
  }
  return false;
}

// LossScaleOptimizer saves the optimizer in it a second time, and its own numbers before the first.
std::vector<Tensor> innermost(const std::vector<Tensor>& tensors) {
  std::vector<Tensor> inner;
  std::ranges::copy_if(tensors, std::back_inserter(inner),
                       [](const Tensor& tensor) { return tensor.path.contains("/inner_optimizer/vars/"); });
  return inner.empty() ? tensors : inner;
}

}  // namespace

Averages find_averages(const Checkpoint& checkpoint) {
  if (!checkpoint.optimizer) return Averages::no;
  if (checkpoint.config.use_ema) return *checkpoint.config.use_ema ? Averages::yes : Averages::no;
  const std::vector<Tensor>& tensors = checkpoint.optimizer->tensors;
  if (std::ranges::any_of(tensors, [](const Tensor& tensor) { return is_average(tensor.path); })) return Averages::yes;
  if (checkpoint.layout != Layout::v3_weights || !checkpoint.has_name_attributes)
    return Averages::no;  // only of Keras 3 is the order known
  std::vector<Shape> weights = shapes_of(checkpoint.model_level, false);
  for (const Layer& layer : checkpoint.layers) {
    const std::vector<Shape> own = shapes_of(layer.tensors, false);
    weights.insert(weights.end(), own.begin(), own.end());
  }
  const std::vector<Shape> variables = shapes_of(innermost(tensors), true);
  const std::size_t like_weights = count_like_weights(variables, weights);
  const std::string_view name = checkpoint.optimizer->name;
  const bool uneven = std::ranges::any_of(kUneven, [&](std::string_view one) { return name.starts_with(one); });
  const auto has_kernel = [](const Shape& shape) { return shape.size() > 1; };
  if (uneven) {
    const bool kernels_first = std::ranges::any_of(std::span(variables).first(like_weights), has_kernel);
    return kernels_first ? Averages::possible : Averages::no;
  }
  const auto known = std::ranges::find(kSlots, name, &Slots::optimizer);
  const Slots& slots = known == std::end(kSlots) ? kAnyOptimizer : *known;
  return !variables.empty() && fits_with_averages(variables, like_weights, slots) ? Averages::possible : Averages::no;
}

}  // namespace weighbridge::keras
