// Which reader a name selects: keras/src/saving/saving_api.py of Keras 3.0-3.15 and TensorFlow 2.12-2.15; before that
// there is only one.
#include "loaders/load_weights.h"

#include <algorithm>
#include <string>
#include <utility>

#include "loaders/causes.h"
#include "loaders/config/gru_bias.h"
#include "loaders/config/hard_sigmoid.h"
#include "loaders/config/in_attributes.h"
#include "loaders/known_faults.h"
#include "loaders/messages.h"
#include "loaders/opening.h"
#include "loaders/uncalled.h"

namespace weighbridge::loaders {
namespace {

// How many layers the model has; not known for files that Keras did not write.
std::optional<std::size_t> model_layers(const Generation& loader, const Contents& file) {
  if (file.subject.checkpoint == nullptr || file.is(keras::Layout::hdf5_other) || file.is(keras::Layout::lora_adapter))
    return std::nullopt;
  return file.expected_layers(loader) - surplus_of_list(loader, file, false);
}

// keras/src/legacy/saving/legacy_h5_format.py, load_weights_from_hdf5_group (3.0.5 to 3.15.1): where the group is
// missing, variables of the model itself are not asked for. What load_model makes from a config has none.
constexpr std::string_view kOwnVariablesLost =
    "The save stopped behind the layers: these get their weights, and variables of the model itself keep their values.";

Answer legacy_file(const Generation& loader, const Contents& file) {
  if (auto obstacle = open_hdf5(loader, file)) return *obstacle;
  Answer answer = read_legacy(loader, file, model_layers(loader, file));
  if (answer.outcome != LoaderOutcome::loads) return answer;
  if (file.subject.checkpoint->stops_behind_layers)
    return silent(causes::interrupted(), std::string(kOwnVariablesLost));
  return known_fault(loader, file, WayIn::legacy).value_or(answer);
}

Answer v3_file(const Generation& loader, const Contents& file) {
  if (auto obstacle = open_hdf5(loader, file)) return *obstacle;
  return read_v3(loader, file, false);
}

Answer archive_weights(const Generation& loader, const Contents& file) {
  // The model is asked before the file is opened.
  if (auto obstacle = load_into_uncalled(loader, file)) return *obstacle;
  if (auto obstacle = open_archive(file, false)) return *obstacle;
  if (auto obstacle = open_weights_member(loader, file)) return *obstacle;
  Answer answer = read_v3(loader, file, false);
  if (answer.outcome == LoaderOutcome::raises) return answer;
  return look_for_attributes(loader, file).value_or(std::move(answer));
}

// Keras >= 3.10 reads the index of a sharded save and looks for the shards beside it. The first is opened by the name
// of the index.
Answer shard_index(const Generation& loader, const Contents& file) {
  const std::string base = file.path.substr(0, file.path.find(".weights"));
  if (loader.keras_since(3, 10) && file.lacks_shards)
    return raises(say(messages::kNoSuchFile, {base + "_00000.weights.h5"}), causes::shards(),
                  "Put the shards that it names beside it.");
  if (loader.keras_since(3, 10)) return loads("The shards must lie beside it.");
  return raises(say(messages::kUnsupportedWeights, {file.path}), causes::none(), "Load it with Keras 3.10 or later.");
}

Answer weights_in_keras_3(const Generation& loader, const Contents& file) {
  switch (file.name) {
    case keras::NameKind::keras:
      return archive_weights(loader, file);
    case keras::NameKind::weights_h5:
      return v3_file(loader, file);
    case keras::NameKind::h5:
      return legacy_file(loader, file);
    case keras::NameKind::weights_json:
      return shard_index(loader, file);
    case keras::NameKind::other:
      break;
  }
  const bool late = loader.keras_since(3, 14);
  const Remedy remedy = file.has_hdf5_signature ? rename_to(file.subject.file_name, file.own_ending()) : Remedy();
  return raises(say(late ? messages::kUnsupportedWeightsLate : messages::kUnsupportedWeights, {file.path}),
                causes::not_hdf5(), remedy);
}

}  // namespace

namespace {

// TensorFlow >= 2 takes the index for a checkpoint of the older kind, in which no variable is found (measured with 2.1,
// 2.3, 2.6, 2.12, 2.15 and tf_keras 2.21).
std::optional<Answer> index_of_a_checkpoint(const Generation& loader, const Contents& file) {
  const bool is_index = file.subject.container.kind == container::Kind::tf_checkpoint_index;
  if (!is_index || !loader.is_tensorflow() || !loader.tensorflow_since(2, 0)) return std::nullopt;
  return raises("AssertionError: Some objects had attributes which were not restored:", causes::not_hdf5(),
                "Put its .data file beside it, and give load_weights the common part of the two names.");
}

Answer read_weights(const Generation& loader, const Contents& file) {
  if (auto answer = index_of_a_checkpoint(loader, file)) return *answer;
  if (loader.is_keras_3()) return weights_in_keras_3(loader, file);
  if (loader.tensorflow_since(2, 12)) {
    if (file.name == keras::NameKind::keras && file.is_zip) return archive_weights(loader, file);
    if (file.name == keras::NameKind::weights_h5) return v3_file(loader, file);
  }
  return legacy_file(loader, file);
}

// mixed_float16 of TensorFlow: the optimizer is in another one, which saves it a second time.
bool has_loss_scale(const Contents& file) {
  const keras::Checkpoint* checkpoint = file.subject.checkpoint;
  return checkpoint != nullptr && checkpoint->optimizer &&
         std::ranges::any_of(checkpoint->optimizer->tensors,
                             [](const Tensor& tensor) { return tensor.path.contains("inner_optimizer/vars/"); });
}

// keras/src/optimizers/optimizer.py, load_own_variables (2.12 to 2.15.1, tf_keras 2.21): other optimizers give a
// warning where the numbers of variables differ, and go on.
constexpr std::string_view kLoadThenCompile =
    "Load the weights before model.compile: a compiled mixed_float16 model, whose optimizer has taken steps where that "
    "in the file has not or the other way round, raises AttributeError: 'LossScaleOptimizerV3' object has no attribute "
    "'name'.";

// keras/layers/preprocessing/index_lookup.py (2.6 to 2.15), __init__: without words a VocabWeightHandler stands among
// the weights, which the legacy layout cannot take.
std::string in_constructor(const std::string& layers) {
  return "The model takes them only if " + layers +
         " was given its words in the constructor (vocabulary=words); with adapt() it raises NotImplementedError.";
}

// What to mind when it loads.
Answer with_advice(Answer answer, const Generation& loader, const Contents& file) {
  const bool loads_all = answer.outcome == LoaderOutcome::loads && answer.remedy.empty();
  if (loads_all && loader.is_tensorflow() && !file.is_legacy() && has_loss_scale(file))
    return depends(causes::none(), std::string(kLoadThenCompile));
  if (loads_all && file.is_legacy() && loader.is_tensorflow()) {
    if (!file.stopped_at_words.empty()) return depends(causes::interrupted(), in_constructor(file.stopped_at_words));
    // Where tf.keras wrote the file to its end, the constructor had them.
    if (!file.without_words.empty() && keras::is_keras_3(file.subject.checkpoint->writer))
      return depends(causes::words(), in_constructor(file.without_words));
  }
  if (loads_all && !file.without_words.empty())
    answer.remedy = "The words of " + file.without_words + " are not in the file: give the model the same ones in " +
                    (file.is_legacy() && loader.is_tensorflow() ? "the constructor (vocabulary=words)." : "code.");
  else if (loads_all && !file.partly_frozen.empty())
    answer.remedy = "Freeze the same layers inside " + file.partly_frozen +
                    " as when it was saved, before you load; with others frozen it raises, or mixes weights up.";
  else if (loads_all && !file.trained_inside.empty() && !loader.is_standalone())
    answer.remedy = "If " + file.trained_inside +
                    " is frozen in your code, load first and set trainable = False afterwards: frozen, it wants its "
                    "weights in another order than Keras 2 wrote them in.";
  else if (loads_all && !file.words_beside.empty())
    answer.remedy = "load_weights leaves the words of " + file.words_beside +
                    " in the archive: give the model the same ones in code, or use load_model.";
  return answer;
}

}  // namespace

Answer load_weights(const Generation& loader, const Contents& file) {
  Answer answer = with_advice(read_weights(loader, file), loader, file);
  const bool goes_in = answer.outcome == LoaderOutcome::loads || answer.outcome == LoaderOutcome::depends;
  if (!goes_in) return answer;
  return ask_for_activation(ask_for_gru(std::move(answer), loader, file), loader, file);
}

}  // namespace weighbridge::loaders
