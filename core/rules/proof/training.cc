#include "rules/proof/training.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "base/text.h"
#include "keras/each_tensor.h"
#include "rules/proof/layer_sets.h"

namespace weighbridge::rules {
namespace {

// keras/src/optimizers/{adam,adamw,adamax,nadam,sgd,rmsprop,adagrad,adadelta,ftrl,lion,lamb}.py of 3.15.1:
// add_variable_from_reference for each, so a moment has its variable's shape. Adafactor and Muon keep others.
bool keeps_shapes(std::string_view optimizer) {
  constexpr std::array<std::string_view, 11> kNames = {"adam",    "adamw",    "adamax", "nadam", "sgd", "rmsprop",
                                                       "adagrad", "adadelta", "ftrl",   "lion",  "lamb"};
  return std::ranges::find(kNames, optimizer) != kNames.end();
}

bool is_moment(const Tensor& tensor) {
  return tensor.role != "iterations" && tensor.role != "learning_rate" && !tensor.shape.empty() &&
         tensor.parameters > 0;
}

using Shapes = std::set<std::vector<std::uint64_t>>;

}  // namespace

Training training_of(const keras::Checkpoint& checkpoint) {
  Training training;
  if (!checkpoint.optimizer) return training;
  training.steps = checkpoint.optimizer->iterations.value_or(0);
  Shapes saved;
  keras::any_weight(checkpoint, [&saved](const Layer*, const Tensor& tensor) {
    saved.insert(tensor.shape);
    return false;
  });
  const bool comparable = keeps_shapes(checkpoint.optimizer->name);
  for (const Tensor& tensor : checkpoint.optimizer->tensors) {
    if (!is_moment(tensor)) continue;
    ++training.moments;
    if (comparable && !saved.contains(tensor.shape)) training.of_unsaved.push_back(tensor.path);
  }
  return training;
}

std::string sentence_about(const Training& training) {
  std::string sentence = "The optimizer in the same file ";
  if (training.steps > 0) sentence += "has counted " + text::count_of(training.steps, "step");
  if (training.steps > 0 && training.moments > 0) sentence += " and ";
  if (training.moments > 0)
    sentence += "keeps " + text::count_of(training.moments, "array") + " for variables that it trains";
  return sentence;
}

void add_evidence(const Training& training, std::vector<Evidence>& evidence) {
  if (training.steps > 0)
    evidence.push_back(
        evidence::measurement("steps counted by the optimizer", static_cast<double>(training.steps), "steps"));
  if (training.moments > 0)
    evidence.push_back(evidence::measurement("arrays that the optimizer keeps for variables",
                                             static_cast<double>(training.moments), "tensors"));
  if (!training.of_unsaved.empty())
    evidence.push_back(evidence::list("of them as large as no array of the layers", bounded(training.of_unsaved)));
}

}  // namespace weighbridge::rules
