#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/proof/layer_sets.h"
#include "rules/proof/training.h"
#include "rules/proof/vocabulary.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

struct Without {
  std::string_view class_name;
  std::string_view made_so;
};
// How a class comes to have no weights: build() of each in keras/src/layers (3.15.1).
constexpr std::array kWithout = {
    Without{"LayerNormalization", "with scale=False and center=False"},
    Without{"GroupNormalization", "with scale=False and center=False"},
    Without{"Normalization", "with a mean and a variance of its own"},
    Without{"Attention", "without use_scale"},
    Without{"AdditiveAttention", "with use_scale=False"},
    Without{"Discretization", "with bin_boundaries, or by Keras 3,"},
};

std::string made_so(const Layer& layer) {
  const auto* found = std::ranges::find(kWithout, layer.class_name, &Without::class_name);
  return std::string(found == kWithout.end() ? "around something without weights" : found->made_so);
}

// tf.keras keeps the bins in a variable, Keras 3 in the config, of which a file of weights has none.
const Layer* first_with_bins(const LayerSets& sets) {
  for (const auto* layers : {&sets.weightless, &sets.optional}) {
    const auto found = std::ranges::find(*layers, "Discretization", &Layer::class_name);
    if (found != layers->end()) return *found;
  }
  return nullptr;
}

std::string why(const keras::Checkpoint& checkpoint, const LayerSets& sets) {
  std::string text;
  if (sets.optional.empty()) {
    text = "Layers such as " + list_for_people(sets.weightless) +
           " compute without numbers of their own. There is nothing to save, so the file is empty and that is "
           "correct.";
  } else {
    const Layer& first = *sets.optional.front();
    text = "Made " + made_so(first) + ", " + short_name(first.name) +
           " has no weights. Then there is nothing to save, and all is well. Made otherwise, it had not been built "
           "yet.";
  }
  const Layer* bins = checkpoint.config.readable ? nullptr : first_with_bins(sets);
  if (bins != nullptr)
    text += " But bins that " + short_name(bins->name) + " learnt by adapt() are no weights, and not in this file.";
  return text;
}

std::string next(const keras::Checkpoint& checkpoint, const LayerSets& sets) {
  const bool has_bins = !checkpoint.config.readable && first_with_bins(sets) != nullptr;
  if (has_bins) return "Nothing to do if bin_boundaries stand in your code; else save the whole model as .keras.";
  if (sets.optional.empty()) return "Nothing to do; if you expected weights, this is the file of another model.";
  return "Look at model.count_params() in your code: if it is 0 after the model ran, there is nothing to do; else save "
         "again then.";
}

}  // namespace

void check_weightless_only(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const LayerSets sets = sort_layers(checkpoint);
  const bool anything_else = !sets.nothing_filled() || !sets.empty.empty() || !sets.undetermined.empty() ||
                             !checkpoint.model_level.empty() || !checkpoint.listed_without_group.empty() ||
                             !checkpoint.groups_without_weight_names.empty();
  if ((sets.weightless.empty() && sets.optional.empty()) || anything_else) return;
  // Neither an optimizer that met variables nor a vocabulary that is not here lets this be all.
  if (training_of(checkpoint).was_meant() || !names_without_their_words(subject).empty()) return;
  std::vector<const Layer*> layers = sets.weightless;
  layers.insert(layers.end(), sets.optional.begin(), sets.optional.end());
  std::vector<Evidence> evidence;
  if (!sets.weightless.empty())
    evidence.push_back(evidence::list("layers, all of classes without weights", names_of(sets.weightless)));
  if (!sets.optional.empty())
    evidence.push_back(evidence::list("layers of classes that may go without weights", names_of(sets.optional)));
  findings.add(ids::kWeightlessOnly, {.confidence = sets.optional.empty() ? Confidence::certain : Confidence::likely,
                                      .layers = paths_of_layers(layers),
                                      .params = {{"how", why(checkpoint, sets)}, {"next", next(checkpoint, sets)}},
                                      .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
