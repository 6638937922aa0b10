#include <algorithm>

#include "rules/proof/emptiness.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/training.h"
#include "rules/rule.h"
#include "subject/same_model.h"

namespace weighbridge::rules {
namespace {

constexpr std::string_view kUnreached =
    "The other layers have theirs; these had not been built when the file was written, most often because ";
// A model or a layer of the user's own may keep layers that its call() leaves out, and is whole without them.
constexpr std::string_view kOnPurpose = " If it is not meant to, nothing is missing: the same model loads this file.";
constexpr std::string_view kIfOwn =
    " If the model is a class of your own whose call() is not meant to reach them, nothing is missing: the same model "
    "loads this file.";
constexpr std::string_view kUnsaved =
    ", so these had theirs, and they were not saved: the class saves in a way of its own (save_own_variables), or "
    "keeps its variables "
    "where "
    "Keras does not look for them.";

// What the same model does with the file: `yes` where it looks for the weights of one of them.
Rebuilt rebuilt_of(const SameModel& same, const std::vector<const Layer*>& layers) {
  Rebuilt most = Rebuilt::no;
  for (const Layer* layer : layers) {
    const Rebuilt one = same.builds(*layer);
    if (one == Rebuilt::yes) return one;
    if (one == Rebuilt::untold) most = one;
  }
  return most;
}

std::string how_unbuilt(const SameModel& same, const std::vector<const Layer*>& layers) {
  const bool in_layers = std::ranges::all_of(layers, [&](const Layer* layer) { return same.is_in_own_layer(*layer); });
  const Rebuilt rebuilt = rebuilt_of(same, layers);
  return std::string(kUnreached) +
         (in_layers ? "call() of the layer that holds them never reaches them."
                    : "the model's call() never reaches them.") +
         std::string(rebuilt == Rebuilt::yes  ? ""
                     : rebuilt == Rebuilt::no ? kOnPurpose
                                              : kIfOwn);
}

}  // namespace

void check_layer_without_variables(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const LayerSets sets = sort_layers(checkpoint);
  if (sets.empty.empty()) return;
  const Training training = training_of(checkpoint);
  // With nothing else filled the whole model is empty: that is never-built, unless the optimizer proves otherwise. A
  // weight of the model itself counts as filled.
  const bool nothing_else = sets.nothing_filled() && checkpoint.model_level.empty();
  if (nothing_else && !training.was_meant()) return;
  const bool unsaved = nothing_else || !training.of_unsaved.empty();

  // A class that is only guessed from a name ("dense_part") makes it a warning.
  const bool guessed =
      std::ranges::all_of(sets.empty, [](const Layer* layer) { return layer->class_known_from == "name"; });
  const bool mild = guessed && !unsaved;
  const SameModel same(checkpoint);
  const bool on_purpose = !unsaved && rebuilt_of(same, sets.empty) != Rebuilt::yes;
  const std::string layers = list_for_people(sets.empty);
  std::vector<Evidence> evidence{
      evidence_of_empty(checkpoint, sets.empty),
      evidence::measurement("layers with weights", static_cast<double>(sets.filled.size()), "layers")};
  if (unsaved) add_evidence(training, evidence);
  findings.add(
      ids::kLayerWithoutVariables,
      {.confidence = mild || unsaved || on_purpose ? Confidence::likely : Confidence::certain,
       .path = sets.empty.size() == 1 ? std::optional(sets.empty.front()->path) : std::nullopt,
       .layers = paths_of_layers(sets.empty),
       .params =
           {{"layers", layers},
            {"how", unsaved ? sentence_about(training) + std::string(kUnsaved) : how_unbuilt(same, sets.empty)},
            {"next",
             unsaved ? "Compare model.weights with what the file lists, let the layer keep its variables in attributes"
             : on_purpose ? "If call() should use " + layers + ", let it do so, run the model once on data"
                          : "Check that call() uses every layer, run the model once on data"}},
       .evidence = std::move(evidence),
       .severity = mild ? std::optional(Severity::warning) : std::nullopt});
}

}  // namespace weighbridge::rules
