#include <algorithm>

#include "base/text.h"
#include "keras/each_tensor.h"
#include "rules/proof/tensor_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool holds_infinity(const LayerTensor& item) {
  return item.tensor->stats->positive_infinity + item.tensor->stats->negative_infinity > 0;
}

bool holds_nan(const LayerTensor& item) { return item.tensor->stats->nan > 0; }

// Do tensors hold infinities, beside those that hold NaN?
bool others_hold_infinities(const keras::Checkpoint& checkpoint) {
  return !tensors_where(checkpoint, [](const LayerTensor& item) {
            return !holds_nan(item) && holds_infinity(item);
          }).empty();
}

bool all_are_read(const keras::Checkpoint& checkpoint) {
  return !keras::any_weight(checkpoint, [](const Layer*, const Tensor& tensor) {
    return is_floating(tensor) && tensor.parameters > 0 && !tensor.stats;
  });
}

// What of the model is hit, and what is known of the rest.
std::string extent_of(const keras::Checkpoint& checkpoint, std::size_t bad, bool only_moving) {
  const std::size_t all =
      tensors_where(checkpoint, [](const LayerTensor& item) { return is_floating(*item.tensor); }).size();
  if (others_hold_infinities(checkpoint)) return "Other tensors hold infinite values.";
  if (!all_are_read(checkpoint)) return "Not all of the other tensors could be read.";
  if (only_moving) return "Only moving statistics of BatchNormalization are hit; the learned weights can be kept.";
  return bad == all ? "Every tensor of the model is hit." : "The other tensors are finite.";
}

// Moving statistics alone can be repaired: the learned weights are sound.
bool is_moving_statistic(const LayerTensor& item) {
  return item.tensor->role == "moving_mean" || item.tensor->role == "moving_variance";
}

}  // namespace

void check_nan_weights(const Subject& subject, Findings& findings) {
  const auto bad = tensors_where(*subject.checkpoint, holds_nan);
  if (bad.empty()) return;
  std::uint64_t values = 0;
  bool only_moving = true;
  for (const LayerTensor& item : bad) {
    values += item.tensor->stats->nan;
    only_moving = only_moving && is_moving_statistic(item);
  }
  findings.add(
      ids::kNanWeights,
      {.confidence = Confidence::certain,
       .path = bad.front().tensor->path,
       .layers = paths_of_layers(bad),
       .params = {{"layers", layers_for_people(bad)},
                  {"tensors", text::count_of(bad.size(), "tensor")},
                  {"extent", extent_of(*subject.checkpoint, bad.size(), only_moving)}},
       .evidence = {evidence::measurement("values that are NaN", static_cast<double>(values), "values"),
                    evidence::measurement("tensors that hold them", static_cast<double>(bad.size()), "tensors"),
                    evidence::list("where", tensor_names(bad))}});
}

}  // namespace weighbridge::rules
