#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "keras/class_table.h"
#include "keras/versions.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/vocabulary.h"
#include "rules/rule.h"
#include "subject/adapted_words.h"

namespace weighbridge::rules {
namespace {

// keras/src/layers/preprocessing/index_lookup.py, save_assets (3.15.1): assets/<path of the layer>/vocabulary.txt,
// unless the words were given to the constructor, which puts them into the config.
bool archive_has_words(const container::ZipDirectory& zip, const Layer& layer) {
  return std::ranges::any_of(zip.members, [&layer](const container::ZipMember& member) {
    return member.name.contains("assets/") && member.name.contains(layer.path + "/") &&
           member.name.ends_with("vocabulary.txt");
  });
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
    if (!learnt_its_words(checkpoint, layer) || (archive && archive_has_words(*zip, layer))) continue;
    layers.push_back(&layer);
  }
  return layers;
}

namespace {

enum class Kind { archive, whole_model, text_of_tf_2_6, weights };

Kind kind_of(const keras::Checkpoint& checkpoint) {
  if (!checkpoint.zip_member.empty()) return Kind::archive;
  return checkpoint.config.readable ? Kind::whole_model : Kind::weights;
}

// keras/layers/preprocessing/text_vectorization.py, get_config: 2.6 leaves the words out, 2.7 writes them. An adapted
// layer ends the save.
Kind cause_of(Kind kind, const Subject& subject, const std::vector<std::string>& names) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (kind != Kind::whole_model || !keras::is_tf_keras(checkpoint.writer) ||
      !keras::surely_below(checkpoint.writer.version, "2.7") || !stopped_at_words(checkpoint).empty())
    return kind;
  const bool are_texts = std::ranges::all_of(checkpoint.layers, [&](const Layer& layer) {
    return !std::ranges::contains(names, layer.name) || layer.class_name == "TextVectorization";
  });
  return are_texts ? Kind::text_of_tf_2_6 : kind;
}

std::string_view how(Kind kind) {
  switch (kind) {
    case Kind::archive:
      return "A .keras archive keeps it in a file assets/.../vocabulary.txt, and there is none: the save stopped "
             "before it, or the archive was packed again without it. Without it the same words get other numbers, and "
             "the "
             "predictions are wrong.";
    case Kind::text_of_tf_2_6:
      return "TensorFlow up to 2.6 does not write the words of TextVectorization into an .h5 file, not even those that "
             "the constructor was given, so that the model that load_model returns cannot be called.";
    case Kind::whole_model:
      return "An .h5 file keeps only words that the constructor was given; what adapt() learnt is lost, so that the "
             "model that load_model returns raises FailedPreconditionError when it is called.";
    case Kind::weights:
      return "Keras saves it in a .keras archive, not in a file of weights. Without it the same words get other "
             "numbers, "
             "and the predictions are wrong.";
  }
  return "";
}

std::string_view next(Kind kind) {
  return kind == Kind::whole_model
             ? "Set the same words again, with layer.set_vocabulary(words) or by adapting the layer on the same data; "
               "where the model still is, save it as .keras, which keeps them."
             : "Save the whole model as .keras, or save the vocabulary beside the weights.";
}

}  // namespace

// A whole model of the legacy layout lists a model inside of it as one layer; what is in there only the config tells.
std::vector<std::string> names_without_their_words(const Subject& subject) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  std::vector<std::string> names;
  for (const Layer* layer : layers_without_their_words(subject)) names.push_back(layer->name);
  if (kind_of(checkpoint) != Kind::whole_model) return names;
  for (const std::string& name : checkpoint.config.layers_that_learn_words) {
    if (!std::ranges::contains(names, name)) names.push_back(name);
  }
  return names;
}

void check_vocabulary_not_in_weights(const Subject& subject, Findings& findings) {
  const std::vector<const Layer*> layers = layers_without_their_words(subject);
  const Kind kind = kind_of(*subject.checkpoint);
  const std::vector<std::string> names = names_without_their_words(subject);
  if (names.empty()) return;
  const LayerSets sets = sort_layers(*subject.checkpoint);
  const bool nothing_else = sets.nothing_filled() && sets.empty.empty() && sets.undetermined.empty();
  // Of a file of weights the code may have the words.
  const bool mild = kind == Kind::weights && !nothing_else;
  const auto severity = kind == Kind::archive ? std::nullopt : std::optional(mild ? Severity::note : Severity::warning);
  findings.add(ids::kVocabularyNotInWeights,
               {.confidence = kind == Kind::weights ? Confidence::likely : Confidence::certain,
                .layers = paths_of_layers(layers),
                .params = {{"layers", list_for_people(names)},
                           {"how", std::string(how(cause_of(kind, subject, names)))},
                           {"next", std::string(next(kind))}},
                .evidence = {evidence::list("layers with a vocabulary",
                                            layers.size() < names.size() ? bounded(names) : names_of(layers)),
                             evidence::absent(kind == Kind::archive ? "the archive" : "the file",
                                              kind == Kind::archive ? "assets/.../vocabulary.txt" : "vocabulary")},
                .severity = severity});
}

}  // namespace weighbridge::rules
