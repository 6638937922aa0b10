#include <algorithm>

#include "rules/proof/layer_sets.h"
#include "rules/proof/vocabulary.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool has_vocabulary(const Layer& layer) {
  constexpr std::string_view kClasses[] = {"TextVectorization", "StringLookup", "IntegerLookup"};
  return std::ranges::find(kClasses, layer.class_name) != std::end(kClasses);
}

// keras/src/layers/preprocessing/index_lookup.py, save_assets (3.15.1): assets/<path of the layer>/vocabulary.txt,
// unless the words were given to the constructor, which puts them into the config.
bool archive_has_words(const container::ZipDirectory& zip, const Layer& layer) {
  return std::ranges::any_of(zip.members, [&layer](const container::ZipMember& member) {
    return member.name.contains("assets/") && member.name.contains(layer.path + "/") &&
           member.name.ends_with("vocabulary.txt");
  });
}

bool is_in_config(const keras::Checkpoint& checkpoint, const Layer& layer) {
  return std::ranges::contains(checkpoint.config.layers_with_words, layer.name);
}

}  // namespace

std::vector<const Layer*> layers_without_their_words(const Subject& subject) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  std::vector<const Layer*> layers;
  // Of an unzipped archive only the three main files are given.
  const bool archive = !checkpoint.zip_member.empty();
  const auto& zip = subject.container.zip;
  if (archive && (!zip || !zip->complete)) return layers;
  for (const Layer& layer : checkpoint.layers) {
    if (!has_vocabulary(layer)) continue;
    if (archive && (is_in_config(checkpoint, layer) || archive_has_words(*zip, layer))) continue;
    layers.push_back(&layer);
  }
  return layers;
}

void check_vocabulary_not_in_weights(const Subject& subject, Findings& findings) {
  const std::vector<const Layer*> layers = layers_without_their_words(subject);
  if (layers.empty()) return;
  const bool archive = !subject.checkpoint->zip_member.empty();
  const LayerSets sets = sort_layers(*subject.checkpoint);
  const bool nothing_else = sets.nothing_filled() && sets.empty.empty() && sets.undetermined.empty();
  const std::string how = archive ? "A .keras archive keeps it in a file assets/.../vocabulary.txt, and there is none: "
                                    "the save stopped before it, "
                                    "or the archive was packed again without it."
                                  : "Keras saves it in a .keras archive, not in a file of weights.";
  findings.add(ids::kVocabularyNotInWeights,
               {.confidence = archive ? Confidence::certain : Confidence::likely,
                .layers = paths_of_layers(layers),
                .params = {{"layers", list_for_people(layers)}, {"how", how}},
                .evidence = {evidence::list("layers with a vocabulary", names_of(layers)),
                             evidence::absent(archive ? "the archive" : "the file",
                                              archive ? "assets/.../vocabulary.txt" : "vocabulary")},
                .severity = archive ? std::nullopt : std::optional(nothing_else ? Severity::warning : Severity::note)});
}

}  // namespace weighbridge::rules
