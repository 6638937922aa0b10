#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"
#include "rules/proof/initializers.h"
#include "rules/proof/tensor_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

enum class Look { initial, trained, unclear };

bool is_offset(const Tensor& t) { return t.role == "bias" || t.role == "beta" || t.role == "moving_mean"; }
bool is_scale(const Tensor& t) { return t.role == "gamma" || t.role == "moving_variance"; }

// Training moves every bias away from exactly 0 with its first step, and moving statistics away from exactly 0 and 1.
Look look_of(const Tensor& tensor) {
  if (!is_floating(tensor)) return Look::unclear;
  if (is_offset(tensor)) return is_constant(tensor, 0) || is_forget_bias(tensor) ? Look::initial : Look::trained;
  if (is_scale(tensor)) return is_constant(tensor, 1) ? Look::initial : Look::trained;
  if (!is_kernel(tensor)) return Look::unclear;
  if (tensor.role == "recurrent_kernel" && fits_orthogonal(tensor)) return Look::initial;
  if (match_initializer(tensor) || (tensor.role.empty() && fits_orthogonal(tensor))) return Look::initial;
  // Too few values to tell, or an initializer that is not known here.
  return tensor.stats->count < 16 ? Look::unclear : Look::trained;
}

struct Tally {
  std::vector<LayerTensor> kernels;  // that fit an initializer
  std::uint64_t offsets = 0;         // biases and the like that are exactly initial
  bool trained = false;
};

// A tensor whose values could not be read might be the one that was trained.
bool all_read(const keras::Checkpoint& checkpoint) {
  return std::ranges::all_of(checkpoint.layers, [](const Layer& layer) {
    return std::ranges::all_of(layer.tensors, [](const Tensor& tensor) { return tensor.stats.has_value() || tensor.parameters == 0; });
  });
}

Tally tally(const keras::Checkpoint& checkpoint) {
  Tally tally;
  for (const LayerTensor& item : tensors_where(checkpoint, [](const LayerTensor& i) { return i.layer != nullptr; })) {
    switch (look_of(*item.tensor)) {
      case Look::trained:
        tally.trained = true;
        return tally;
      case Look::initial:
        if (is_kernel(*item.tensor))
          tally.kernels.push_back(item);
        else
          ++tally.offsets;
        break;
      case Look::unclear:
        break;
    }
  }
  return tally;
}

// The first kernel that fits a bounded initializer, with its numbers: the proof that a reader can check.
void add_numbers(const Tally& tally, std::vector<Evidence>& evidence) {
  for (const LayerTensor& item : tally.kernels) {
    const auto match = match_initializer(*item.tensor);
    if (!match) continue;
    const FiniteStats& stats = *item.tensor->stats->finite;
    evidence.push_back(evidence::pair("largest magnitude in " + item.tensor->path,
                                      "at most " + number_for_people(match->bound) + " (" + std::string(match->name) + ")",
                                      number_for_people(std::max(-stats.min, stats.max))));
    return;
  }
}

}  // namespace

void check_never_trained(const Subject& subject, Findings& findings) {
  if (!all_read(*subject.checkpoint)) return;
  const Tally found = tally(*subject.checkpoint);
  if (found.trained || found.kernels.empty()) return;
  std::vector<Evidence> evidence{
      evidence::measurement("kernels within their initializer's range and spread", static_cast<double>(found.kernels.size()), "tensors"),
      evidence::measurement("biases and moving statistics that are exactly initial", static_cast<double>(found.offsets), "tensors")};
  add_numbers(found, evidence);
  const auto& optimizer = subject.checkpoint->optimizer;
  if (optimizer && optimizer->iterations) {
    evidence.push_back(evidence::measurement("steps counted by the optimizer", static_cast<double>(*optimizer->iterations), "steps"));
  }
  // Without a single bias or moving statistic, a short training could look the same.
  findings.add(ids::kNeverTrained,
               {.confidence = found.offsets > 0 ? Confidence::likely : Confidence::possible,
                .path = std::nullopt,
                .params = {{"kernels", text::count_of(found.kernels.size(), "kernel")}, {"layers", layers_for_people(found.kernels)}},
                .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
