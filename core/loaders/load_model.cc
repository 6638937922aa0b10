#include "loaders/load_model.h"

#include <algorithm>
#include <string>
#include <vector>

#include "atlas/application_layers.h"
#include "base/text.h"
#include "loaders/altered/lora_parts.h"
#include "loaders/altered/quantized_loading.h"
#include "loaders/causes.h"
#include "loaders/config/doubled_input.h"
#include "loaders/config/gru_bias.h"
#include "loaders/config/hard_sigmoid.h"
#include "loaders/config/in_attributes.h"
#include "loaders/config/lambda_names.h"
#include "loaders/config/lost_axis.h"
#include "loaders/config/namesakes.h"
#include "loaders/config/never_adapted.h"
#include "loaders/config/own_code.h"
#include "loaders/config/shared_places.h"
#include "loaders/known_faults.h"
#include "loaders/load_weights.h"
#include "loaders/messages.h"
#include "loaders/opening.h"
#include "loaders/uncalled.h"
#include "revival/sequence.h"
#include "revival/wrapping.h"

namespace weighbridge::loaders {
namespace {

// Weights alone, or another layout altogether: the attribute model_config of the root is missing.
Answer no_model(const Generation& loader, const Contents& file) {
  std::string error;
  if (loader.is_keras_3())
    error = say(messages::kNoModelConfig, {file.path});
  else if (loader.tensorflow_since(2, 8))
    error = say(messages::kNoModelConfig, {messages::kGFile});
  else if (loader.tensorflow_since(2, 7))
    error = say(messages::kNoModelConfig, {file.path});
  else if (loader.keras_since(2, 2, 5))
    error = messages::kReadOnlyLate;
  else if (loader.keras_since(2, 2, 3))
    error = messages::kReadOnly;
  else
    error = messages::kNoModelInFile;
  return raises_but_offers_weights(std::move(error), causes::no_model());
}

// What adapt() learnt: keras/src/layers/preprocessing/index_lookup.py, get_config and save_assets.
Answer without_words(const Contents& file) {
  return silent(causes::words(), "The words of " + file.without_words +
                                     " are not in the file: calling the model raises FailedPreconditionError. Build "
                                     "the model in code with the same words, then call model.load_weights.");
}

// keras/src/models/sequential.py, _maybe_rebuild: a model that is the first layer is asked for its input since 3.5.
// Until then what stands behind it has no variables, unless the config has the shape.
std::optional<Answer> behind_first_model(const Generation& loader, const Contents& file) {
  const json::Value config = file.architecture["config"];
  const bool begins_with_model = file.model.is_sequential() && revival::is_model(file.model.first_class);
  const bool is_early = loader.is_keras_3() && !loader.keras_since(3, 5);
  if (!is_early || !begins_with_model || config["build_input_shape"].is_array()) return std::nullopt;
  std::size_t models = 0;
  config["layers"].each_element([&](json::Value layer) {
    if (revival::is_model(layer["class_name"].string().value_or(""))) ++models;
  });
  const std::size_t saved = file.legacy.layers_with_weights;
  if (models >= saved) return std::nullopt;
  return raises_but_offers_weights(say(messages::kLayerCount, {std::to_string(models), std::to_string(saved)}),
                                   causes::none(),
                                   "The file is in order, but Keras 3.0 to 3.4 leave the layers behind a model that "
                                   "comes first without variables.");
}

Answer legacy_model(const Generation& loader, const Contents& file) {
  if (auto obstacle = open_hdf5(loader, file)) return *obstacle;
  const hdf5::Attribute* config = file.subject.tree->root.attribute("model_config");
  if (config == nullptr) return no_model(loader, file);
  if (config->unreadable) {
    Answer answer = unreadable_attribute(loader, config->problem);
    answer.offers_weights = true;
    return answer;
  }
  if (auto obstacle = rebuild(loader, file)) {
    // With all that it names the weights still are not read.
    if (file.legacy.twice) return raises(obstacle->error, obstacle->causes, one_array_for_two(*file.legacy.twice));
    return *obstacle;
  }
  const auto uncompiled = compile(loader, file);
  const bool compiles = !uncompiled || uncompiled->remedy.text != kDoNotCompile;
  if (auto obstacle = join_along_last_axis(loader, file, compiles)) return *obstacle;
  if (auto obstacle = behind_first_model(loader, file)) return *obstacle;
  // A model that was never built has no layer with weights; one of a subclass is built only when it is called.
  const bool is_subclassed = file.model.present && file.model.is_subclassed();
  const std::size_t model_layers = file.model.can_be_built
                                       ? file.expected_layers(loader) - surplus_of_list(loader, file, true)
                                   : is_subclassed ? file.layers_of_constructor()
                                                   : 0;
  if (loader.is_tensorflow() && !file.stopped_at_words.empty())
    return raises_but_offers_weights(std::string(messages::kNoVariables), causes::interrupted());
  // Made without words, which TensorFlow up to 2.6 never writes of a TextVectorization.
  if (loader.is_tensorflow() && !file.without_words.empty())
    return raises_but_offers_weights(std::string(messages::kNoVariables), causes::words());
  if (auto obstacle = load_quantized(loader, file, true)) return *obstacle;
  if (auto obstacle = make_lora_parts(loader, file)) return *obstacle;
  Answer weights = read_legacy(loader, file, model_layers);
  if (weights.outcome != LoaderOutcome::loads) return weights;
  if (auto misfit = misfit_of_doubled_input(loader, file)) return *misfit;
  if (const auto other = other_gru_by_default(loader, file)) {
    return raises_but_offers_weights(other_variables(loader, file, *other), causes::none(),
                                     "The Keras that saved it did not write reset_after, whose default was False.");
  }
  const auto otherwise = calculate_along_last_axis(loader, file, compiles);
  if (otherwise && otherwise->outcome == LoaderOutcome::raises) return *otherwise;
  const hdf5::Attribute* training = file.subject.tree->root.attribute("training_config");
  if (training != nullptr && training->unreadable) {
    Answer answer = unreadable_attribute(loader, training->problem);
    answer.remedy = by_arguments(std::string(kDoNotCompile));
    return answer;
  }
  if (uncompiled) return otherwise ? raises(uncompiled->error, uncompiled->causes, otherwise->remedy) : *uncompiled;
  if (auto fault = known_fault(loader, file, WayIn::legacy_model)) return *fault;
  if (otherwise) return *otherwise;
  return file.without_words.empty() ? weights : without_words(file);
}

Answer archive_model(const Generation& loader, const Contents& file) {
  if (auto obstacle = open_archive(file, true)) {
    // The config is read and the model made from it before the weights are looked for.
    const auto& zip = file.subject.container.zip;
    const bool config_is_read = zip && zip->complete && zip->find("config.json") != nullptr;
    if (config_is_read) {
      if (auto earlier = rebuild(loader, file)) return raises(earlier->error, earlier->causes, obstacle->remedy);
    }
    return *obstacle;
  }
  if (auto obstacle = rebuild(loader, file)) {
    if (file.clash) obstacle->remedy = file.clash->remedy();  // with all that it names the weights still are not read
    return *obstacle;
  }
  if (auto obstacle = connect_shared(loader, file)) return *obstacle;
  if (auto obstacle = compile_archive(loader, file)) return *obstacle;
  if (auto obstacle = open_weights_member(loader, file)) return *obstacle;
  Answer weights = read_v3(loader, file, true);
  if (weights.outcome == LoaderOutcome::raises) return weights;
  if (auto twins = fill_shared(loader, file)) return *twins;
  if (auto unbuilt = load_uncalled(loader, file)) return *unbuilt;
  if (auto empty = read_no_words(loader, file)) return *empty;
  if (auto answer = load_model_without_attributes(loader, file)) return *answer;
  return known_fault(loader, file, WayIn::archive).value_or(weights);
}

std::string weights_only(const Contents& file) {
  return "It holds weights alone. " + rename_to(file.subject.file_name, file.own_ending()).text +
         " Then build the model in code and call model.load_weights.";
}

// keras/src/saving/saving_api.py
Answer model_in_keras_3(const Generation& loader, const Contents& file) {
  if (file.name == keras::NameKind::keras && file.is_zip) return archive_model(loader, file);
  if (file.name == keras::NameKind::h5 || file.name == keras::NameKind::weights_h5) return legacy_model(loader, file);
  const bool is_legacy_model = file.is(keras::Layout::legacy_model);
  Remedy remedy;
  if (is_legacy_model)
    remedy = rename_to(file.subject.file_name, keras::kLegacyEnding);
  else if (!file.has_hdf5_signature && !file.is_zip && file.subject.container.zip)
    remedy = "The end of the archive is missing: fetch the file again, or save the model again.";
  else if (file.is_legacy() || file.is(keras::Layout::v3_weights))
    remedy = weights_only(file);
  if (file.name == keras::NameKind::keras)
    return raises(say(messages::kKerasNotFound, {file.path}), causes::not_zip(), remedy);
  if (file.is_zip) remedy = rename_to(file.subject.file_name, keras::kArchiveEnding);
  return raises(say(messages::kUnsupportedModel, {file.path, loader.keras_since(3, 14) ? "," : " and"}),
                causes::not_hdf5(), remedy);
}

// Until TF 2.7 whatever is not HDF5 was taken for the folder of a SavedModel.
bool looks_for_saved_model(const Generation& loader) {
  return loader.tensorflow_since(1, 15) && !loader.tensorflow_since(2, 8);
}

Answer read_model(const Generation& loader, const Contents& file) {
  if (loader.is_keras_3()) return model_in_keras_3(loader, file);
  if (loader.tensorflow_since(2, 12) && file.name == keras::NameKind::keras && file.is_zip)
    return archive_model(loader, file);
  if (looks_for_saved_model(loader) && !file.has_hdf5_signature) {
    Answer answer = *open_hdf5(loader, file);
    answer.error = say(messages::kNoSavedModel, {file.path});
    return answer;
  }
  return legacy_model(loader, file);
}

// Measured with Keras 3.4.1, 3.11.3 and 3.15.1: an axis more, or an error when it is called.
constexpr std::string_view kCalculatesOtherwise =
    "load_model returns, but this Keras takes the only output of the model inside for a list, so that the model "
    "calculates something else or raises when it is called. Build the model in code, then call model.load_weights on "
    "this file.";

bool calculates_otherwise(const Generation& loader, const Contents& file) {
  return loader.is_keras_3() && file.architecture.is_object() &&
         revival::ends_with_list(file.architecture, loader.to.minor_number);
}

// A Lambda's function is stored as the code of the Python that wrote it; no other reads that (Python/marshal.c).
std::string needs_python(const Contents& file) {
  constexpr std::string_view kBegin = "The code of its Lambda layer runs only in ";
  constexpr std::string_view kEnd = "; any other says bad marshal data, or crashes.";
  switch (file.model.lambda) {
    case keras::LambdaCode::before_python_3_8:
      return std::string(kBegin) + "the Python that saved it, which is older than 3.8" + std::string(kEnd);
    case keras::LambdaCode::python_3_8_to_3_10:
      return std::string(kBegin) + "the Python that saved it, one of 3.8 to 3.10" + std::string(kEnd);
    case keras::LambdaCode::since_python_3_11:
      return std::string(kBegin) + "the Python that saved it, which is 3.11 or newer" + std::string(kEnd);
    default:
      return "";
  }
}

constexpr std::string_view kNoArguments =
    "This Keras takes neither custom_objects nor compile=False for this layout; Keras 3.3 and later do.";

}  // namespace

Answer load_model(const Generation& loader, const Contents& file) {
  Answer answer = read_model(loader, file);
  if (is_made_for_doubled_input(loader, file)) answer = warn_of_doubled_input(std::move(answer), file);
  // keras/src/saving/saving_api.py, load_model: load_model_from_hdf5(filepath) in 3.0.0 to 3.2.1, with all arguments
  // since 3.3.
  if (answer.remedy.is_argument && loader.is_keras_3() && !loader.keras_since(3, 3) && !file.is_zip)
    return raises_but_offers_weights(std::move(answer.error), answer.causes, kNoArguments);
  const bool comes_back = answer.outcome == LoaderOutcome::loads || answer.outcome == LoaderOutcome::depends;
  if (!comes_back) return answer;
  if (answer.remedy.empty()) answer.remedy = miswired(loader, file);
  if (answer.remedy.empty() && calculates_otherwise(loader, file)) answer.remedy = kCalculatesOtherwise;
  if (answer.remedy.empty() && !file.is_zip && stops_at_lambda(loader, file)) answer.remedy = raises_when_called(file);
  if (answer.remedy.empty()) answer.remedy = other_hard_sigmoid(loader, file);
  const std::string& code = needs_code(file);
  if (answer.remedy.empty())
    answer.remedy = code.empty() ? needs_python(file) : code;
  else if (!code.empty())
    answer.remedy = code + ' ' + answer.remedy.text;
  const Mistaken mistaken = taken_for_own(loader, file);
  if (mistaken.said.empty()) return answer;
  if (mistaken.may_fail) answer.outcome = LoaderOutcome::depends;
  answer.remedy = mistaken.said + (answer.remedy.empty() ? "" : ' ' + answer.remedy.text);
  return answer;
}

}  // namespace weighbridge::loaders
