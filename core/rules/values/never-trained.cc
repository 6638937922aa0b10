#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"
#include "rules/proof/damage.h"
#include "rules/proof/initializers.h"
#include "rules/proof/tensor_sets.h"
#include "rules/proof/training.h"
#include "rules/proof/untrained.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// The first kernel that fits a bounded initializer, with its numbers: the proof that a reader can check.
void add_numbers(const Untrained& tally, std::vector<Evidence>& evidence) {
  for (const LayerTensor& item : tally.kernels) {
    const auto match = match_initializer(*item.tensor);
    if (!match) continue;
    const FiniteStats& stats = *item.tensor->stats->finite;
    evidence.push_back(
        evidence::pair("largest magnitude in " + item.tensor->path,
                       "at most " + number_for_people(match->bound) + " (" + std::string(match->name) + ")",
                       number_for_people(std::max(-stats.min, stats.max))));
    return;
  }
}

}  // namespace

void check_never_trained(const Subject& subject, Findings& findings) {
  // What is lost may be what was trained.
  if (lost_parts(subject)) return;
  const Untrained found = look_for_training(*subject.checkpoint);
  if (!found.looks_so()) return;
  std::vector<Evidence> evidence{evidence::measurement("kernels within their initializer's range and spread",
                                                       static_cast<double>(found.kernels.size()), "tensors"),
                                 evidence::measurement("biases and moving statistics that are exactly initial",
                                                       static_cast<double>(found.offsets), "tensors")};
  add_numbers(found, evidence);
  const Training training = training_of(*subject.checkpoint);
  add_evidence(training, evidence);
  // Without a single bias or moving statistic, a short training could look the same.
  findings.add(
      ids::kNeverTrained,
      {.confidence = found.offsets > 0 ? Confidence::likely : Confidence::possible,
       .path = std::nullopt,
       .layers = paths_of_layers(found.kernels),
       .params = {{"kernels", text::count_of(found.kernels.size(), "kernel")},
                  {"layers", layers_for_people(found.kernels)},
                  {"optimizer", training.was_meant() ? sentence_about(training) + ", and yet these did not move."
                                                     : "Nothing in the file shows a single step of training."}},
       .evidence = std::move(evidence),
       // Many a file is saved before training on purpose.
       .severity = training.was_meant() ? std::nullopt : std::optional(Severity::note)});
}

}  // namespace weighbridge::rules
