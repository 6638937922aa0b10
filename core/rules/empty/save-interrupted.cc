#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "keras/joined_path.h"
#include "keras/versions.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"
#include "subject/adapted_words.h"

namespace weighbridge::rules {
namespace {

// "dup/w:0", whose name says where it belongs; "w of dup".
std::vector<std::string> array_names(const std::vector<keras::ListedWeight>& listed) {
  std::vector<std::string> names;
  for (const auto& [layer, array] : listed) names.push_back(array.contains(layer) ? array : array + " of " + layer);
  return names;
}

std::vector<std::string> with_layer(const std::vector<keras::ListedWeight>& listed) {
  std::vector<std::string> entries;
  for (const auto& [layer, array] : listed) entries.push_back(layer + ": " + array);
  return entries;
}

// In an archive: what config.json describes and the weights do not have.
std::vector<std::string> described_only(const keras::Checkpoint& checkpoint) {
  std::vector<std::string> names;
  for (const Layer& layer : checkpoint.layers) {
    if (checkpoint.layout == keras::Layout::v3_weights && layer.state == LayerState::missing)
      names.push_back(layer.name);
  }
  return names;
}

// In an archive of Keras 3: layers without a single array, of a model that its config calls built and whose layers are
// built with it.
std::vector<std::string> built_but_empty(const keras::Checkpoint& checkpoint) {
  std::vector<std::string> names;
  if (checkpoint.config.has_build_config != true || !is_plain_model(checkpoint) ||
      keras::is_tf_keras(checkpoint.writer))
    return names;
  const LayerSets sets = sort_layers(checkpoint);
  if (!sets.nothing_filled()) return names;  // layer-without-variables says it
  for (const Layer* layer : sets.empty) names.push_back(layer->name);
  return names;
}

// A whole-model file whose config is there while its weights were never begun.
bool stopped_before_weights(const keras::Checkpoint& checkpoint) {
  return checkpoint.layout == keras::Layout::legacy_model && !checkpoint.has_layer_names && checkpoint.layers.empty();
}

// Layers that need no weights lose nothing; they are named only where nothing else is lacking.
std::vector<std::string> needy_first(const keras::Checkpoint& checkpoint, const std::vector<std::string>& names) {
  const auto needs_some = [&](const std::string& name) {
    const auto layer = std::ranges::find(checkpoint.layers, name, &Layer::name);
    return layer == checkpoint.layers.end() || layer->state != LayerState::weightless;
  };
  std::vector<std::string> needy;
  std::ranges::copy_if(names, std::back_inserter(needy), needs_some);
  return needy.empty() ? names : needy;
}

// Of a list of variables Keras 3 asks which are among the model's weights, and compares them number by number
// (keras/src/legacy/saving/legacy_h5_format.py of 3.0.5 and 3.15.1, save_weights_to_hdf5_group).
std::string how_it_stopped_behind_layers(const keras::Checkpoint& checkpoint) {
  const bool lacks_optimizer = checkpoint.config.compiled && !checkpoint.optimizer;
  return std::string(
             "Keras 3 writes the group top_level_model_weights behind the layers, for variables that belong to "
             "the model itself and to no layer. Here it is missing, so that these are not in the file") +
         (lacks_optimizer ? ", nor is the state of the optimizer. " : ". ") +
         "Keras 3 can't put two or more of them into .h5: the save stops there with \"The truth value of an array with "
         "more than one element is ambiguous\".";
}

std::string how_it_stopped(const keras::Checkpoint& checkpoint, const std::vector<std::string>& missing,
                           const std::vector<std::string>& words) {
  if (missing.empty() && checkpoint.stops_behind_layers) return how_it_stopped_behind_layers(checkpoint);
  if (missing.empty())
    return "Keras writes the model's config first and then its weights. Here the config is there, and the weights were "
           "never begun.";
  const std::string names = list_for_people(missing);
  if (checkpoint.layout == keras::Layout::v3_weights)
    return "The config of the archive describes layers whose weights are not in it: " + names + ".";
  const std::string how =
      "Keras writes the list of all layers first and then one layer after the other. Here the list names what is not "
      "in the file: " +
      names + ".";
  if (!words.empty()) {
    return how +
           " Words that a layer learnt with adapt() are no variable for tf.keras, and it can't put them into .h5: "
           "so the save stops at " +
           list_for_people(words) + " with NotImplementedError.";
  }
  if (checkpoint.listed_twice.empty()) return how;
  return how + " It has " + list_for_people(checkpoint.listed_twice) +
         " more than once: two layers of one name, as keras.models.clone_model makes them, share one group here, and "
         "the save stops at the second with \"name already exists\". What is there is of the first.";
}

}  // namespace

void check_save_interrupted(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  std::vector<std::string> no_group = checkpoint.listed_without_group;
  const bool shards = subject.set != nullptr && subject.set->kind == GroupKind::shards;  // missing-shard says it
  if (no_group.empty() && !shards) no_group = described_only(checkpoint);
  const std::vector<std::string> emptied = built_but_empty(checkpoint);
  const auto& no_names = checkpoint.groups_without_weight_names;
  const auto& no_data = checkpoint.listed_without_dataset;

  std::vector<Evidence> evidence;
  if (!no_group.empty())
    evidence.push_back(evidence::list("layers that are listed, but have no group", bounded(no_group)));
  if (!no_names.empty())
    evidence.push_back(evidence::list("groups without the attribute weight_names", bounded(no_names)));
  if (!no_data.empty())
    evidence.push_back(evidence::list("weights in weight_names without an array", bounded(with_layer(no_data))));
  if (stopped_before_weights(checkpoint))
    evidence.push_back(evidence::absent(checkpoint.root, "attribute layer_names"));
  if (!emptied.empty()) {
    evidence.push_back(
        evidence::at("config.json", "build_config of the model is there: it was built, and its layers with it"));
    evidence.push_back(evidence::list("layers without a single array in model.weights.h5", bounded(emptied)));
    if (no_group.empty()) no_group = emptied;
  }
  const bool is_behind_layers = evidence.empty() && checkpoint.stops_behind_layers;
  if (is_behind_layers) evidence.push_back(evidence::absent(checkpoint.root, "group top_level_model_weights"));
  if (evidence.empty()) return;

  const std::vector<std::string> worst = !no_names.empty()  ? no_names
                                         : !no_data.empty() ? array_names(no_data)
                                                            : needy_first(checkpoint, no_group);
  const std::vector<std::string> words = stopped_at_words(checkpoint);
  std::vector<std::string> concerned = no_names;
  concerned.insert(concerned.end(), no_group.begin(), no_group.end());
  for (const keras::ListedWeight& weight : no_data) concerned.push_back(weight.layer);
  const bool some_complete = std::ranges::contains(checkpoint.layers, LayerState::filled, &Layer::state);
  findings.add(
      ids::kSaveInterrupted,
      {.confidence = Confidence::likely,
       .path = no_names.empty() ? std::nullopt : std::optional(keras::joined_path(checkpoint.root, no_names.front())),
       .layers = paths_of_named(checkpoint, concerned),
       .params = {{"missing", is_behind_layers ? "the variables of the model itself"
                              : worst.empty()  ? "the first layer"
                                               : list_for_people(worst)},
                  {"how", how_it_stopped(checkpoint, worst, words)},
                  {"kind", checkpoint.layout == keras::Layout::v3_weights ? "archive"
                           : is_behind_layers                             ? "model"
                           : no_names.empty()                             ? "names"
                                                                          : "layer"},
                  {"first", is_behind_layers ? "Save as .weights.h5 or .keras, which take them"
                            : words.empty()
                                ? "Save again under a new name and read the error that the save prints"
                                : "Give the layer its words in the constructor (vocabulary=words), or save as .keras"},
                  {"rest", !some_complete     ? ""
                           : is_behind_layers ? "; load_weights on this file fills the layers alone"
                                              : "; the layers that are complete can be taken over as shown below"}},
       .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
