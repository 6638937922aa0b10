#include <algorithm>

#include "keras/class_table.h"
#include "rules/proof/emptiness.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/training.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

constexpr std::string_view kMayNeedNone =
    " may need no weights; then all is well. If there should be some, either call() never reaches it, or Keras does "
    "not know of them";
constexpr std::string_view kTracked =
    ": only what add_weight() or a sub-layer in an attribute creates is saved, not a plain array, a constant or a "
    "layer "
    "in a nested list.";
constexpr std::string_view kAddWeights =
    "If the layer is meant to learn, create its weights with self.add_weight() in build(), and save again.";

bool is_model(const Layer& layer) { return keras::need_of(layer.class_name) == keras::Need::container; }

// A model inside of this one has no weights of its own to add: its layers have theirs once it is built.
std::string about_models(const std::vector<const Layer*>& models) {
  const bool is_one = models.size() == 1;
  return list_for_people(models) +
         (is_one ? " may have only layers that need no weights; then all is well. Else it"
                 : " may have only layers that need no weights; then all is well. Else they") +
         " had not been built when the file was written: call() of the outer model does not reach " +
         (is_one ? "it" : "them") + ", and nothing else called " + (is_one ? "it." : "them.");
}

std::string call_the_models(const std::vector<const Layer*>& models) {
  return "If " + list_for_people(models) + (models.size() == 1 ? " has" : " have") +
         " layers with weights, give the inner model its input shape or call it once on data, and save again.";
}

// The decoder of an autoencoder that was never called.
bool is_empty_beside_full(const Layer& layer, const keras::Checkpoint& checkpoint) {
  return is_model(layer) && std::ranges::any_of(checkpoint.layers, [](const Layer& other) {
           return other.state == LayerState::filled && is_model(other);
         });
}

std::string_view last_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// Called like a layer that has weights, and no other block has some under that name: of blocks of one kind one has
// `shortcut_conv` as Conv2D, where the channels differ, and the others as Identity or Lambda.
bool is_promised(const std::vector<const Layer*>& undetermined, const std::vector<const Layer*>& filled) {
  const auto is_elsewhere = [&](const Layer& layer) {
    return std::ranges::any_of(filled, [&](const Layer* other) {
      return other->path.contains('/') && last_of(other->path) == last_of(layer.path);
    });
  };
  std::size_t asked = 0;
  constexpr std::size_t kMostAsked = 64;  // more that are called so are no exceptions in their blocks
  return std::ranges::any_of(undetermined, [&](const Layer* layer) {
    return keras::name_promises_weights(*layer) && (++asked > kMostAsked || !is_elsewhere(*layer));
  });
}

}  // namespace

void check_custom_layer_without_variables(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (checkpoint.layout == keras::Layout::keras_0) return;  // no classes there: every empty layer would be one
  const LayerSets sets = sort_layers(checkpoint);
  if (sets.undetermined.empty()) return;
  // Where the model as a whole was never built, that is why; unless it can be either.
  const Emptiness emptiness = diagnose(checkpoint, sets);
  if (emptiness.cause != Emptiness::Cause::none && !emptiness.or_untracked) return;

  const bool promised = is_promised(sets.undetermined, sets.filled);
  const bool classes_known =
      std::ranges::none_of(sets.undetermined, [](const Layer* layer) { return layer->class_name.empty(); });
  const bool nothing_else = sets.nothing_filled() && checkpoint.model_level.empty();
  const Training training = training_of(checkpoint);
  // Known classes that lack theirs are the nearer explanation.
  const bool unsaved = sets.empty.empty() && (nothing_else ? training.was_meant() : !training.of_unsaved.empty());
  std::vector<Evidence> evidence{
      evidence::list("layers without variables that may need none", names_of(sets.undetermined)),
      evidence::measurement("layers with weights", static_cast<double>(sets.filled.size()), "layers")};
  if (unsaved) add_evidence(training, evidence);
  // A model inside of this one that is empty, beside another that is not.
  const auto is_likely = [&](const Layer* layer) { return is_empty_beside_full(*layer, checkpoint); };
  const bool empty_model = std::ranges::any_of(sets.undetermined, is_likely);
  const bool only_models = std::ranges::all_of(sets.undetermined, [](const Layer* layer) { return is_model(*layer); });
  const bool is_one = sets.undetermined.size() == 1;
  const std::string how = unsaved ? sentence_about(training) +
                                        ", so there were weights, and they were not saved. Keras does not know of them"
                          : only_models ? about_models(sets.undetermined)
                                        : list_for_people(sets.undetermined) + std::string(kMayNeedNone);
  const auto severity = unsaved                                   ? std::nullopt
                        : promised || nothing_else || empty_model ? std::optional(Severity::warning)
                                                                  : std::optional(Severity::note);
  findings.add(
      ids::kCustomLayerWithoutVariables,
      {.confidence = unsaved || empty_model ? Confidence::likely : Confidence::possible,
       .path = sets.undetermined.size() == 1 ? std::optional(sets.undetermined.front()->path) : std::nullopt,
       .layers = paths_of_layers(sets.undetermined),
       .params = {{"layers", list_for_people(sets.undetermined)},
                  {"class", only_models
                                ? is_one ? "which is a model inside of this one" : "which are models inside of this one"
                            : classes_known ? "whose class is not one of Keras' own"
                                            : "whose class the file does not tell"},
                  {"how", only_models && !unsaved ? how : how + std::string(kTracked)},
                  {"next", only_models && !unsaved ? call_the_models(sets.undetermined) : std::string(kAddWeights)}},
       .evidence = std::move(evidence),
       .severity = severity});
}

}  // namespace weighbridge::rules
