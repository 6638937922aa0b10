#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "keras/file_names.h"
#include "keras/versions.h"
#include "rules/proof/layer_sets.h"
#include "rules/proof/saved_model_words.h"
#include "rules/rule.h"
#include "subject/saved_model.h"

namespace weighbridge::rules {
namespace {

using container::Kind;

// What reads each format; one sentence.
std::string_view loader_of(Kind kind) {
  switch (kind) {
    case Kind::pickle:
      return "Python's pickle module reads it, but only do that with a file you trust: a pickle can run any program.";
    case Kind::torch_zip:
      return "PyTorch reads it with torch.load.";
    case Kind::npz:
    case Kind::npy:
      return "NumPy reads it with numpy.load.";
    case Kind::safetensors:
      return "The safetensors package reads it.";
    case Kind::gguf:
      return "llama.cpp and programs built on it read it.";
    case Kind::onnx:
      return "ONNX Runtime reads it.";
    case Kind::tflite:
      return "The TensorFlow Lite interpreter reads it.";
    case Kind::tf_checkpoint_index:
    case Kind::tf_checkpoint_data:
      return "tf.keras reads it together with the files beside it, by the common part of their names.";
    case Kind::tf_savedmodel:
      return "TensorFlow reads the folder that it belongs to.";
    case Kind::text:
      return "It only names a TensorFlow checkpoint; the checkpoint is in the files beside it.";
    case Kind::zip:
      return "Any zip program opens it.";
    default:
      return "What reads it, the bytes do not tell.";
  }
}

bool has_keras_folder(const container::Identification& file) {
  const auto* contents = file.as<container::ZipContents>();
  return contents != nullptr && !contents->keras_folder.empty();
}

// What it is, where that is more than its kind says; "" otherwise.
std::string format_of(const container::Identification& file) {
  if (const auto* other = file.as<container::OtherFormat>()) return other->name;
  const auto* contents = file.as<container::ZipContents>();
  return contents == nullptr ? "" : contents->format;
}

bool is_other(const container::Identification& file) {
  switch (file.kind) {
    case Kind::pickle:
    case Kind::torch_zip:
    case Kind::npz:
    case Kind::npy:
    case Kind::safetensors:
    case Kind::gguf:
    case Kind::onnx:
    case Kind::tflite:
    case Kind::tf_checkpoint_index:
    case Kind::tf_checkpoint_data:
    case Kind::tf_savedmodel:
      return true;
    case Kind::text: {
      const auto* plain = file.as<container::PlainText>();
      return plain != nullptr && plain->kind == container::TextKind::tf_checkpoint;
    }
    case Kind::json: {
      const auto* json = file.as<container::JsonDocument>();
      return json != nullptr && (json->class_name || json->tfjs) && !json->shards;
    }
    case Kind::zip:
      return !has_keras_folder(file) && file.mangling == container::Mangling::none && (!file.zip || file.zip->complete);
    case Kind::unknown:  // a packed one is said by compressed-file
      return file.as<container::PackedFile>() == nullptr && file.mangling == container::Mangling::none &&
             file.was.empty() && !file.begins_with_zeros;
    default:
      return false;
  }
}

// What tf.keras is to be given: "w.ckpt" of "w.ckpt.index". "" if the name is not like that.
std::string checkpoint_prefix(std::string_view name) {
  const auto piece = keras::checkpoint_piece(name);
  return piece ? short_name(piece->prefix) : "";
}

// Its bytes are numbers and nothing else: only the name tells what the values of a checkpoint are.
bool is_called_checkpoint_data(const Subject& subject) {
  const auto piece = keras::checkpoint_piece(subject.name());
  return subject.container.kind == Kind::unknown && subject.container.as<container::OtherFormat>() == nullptr &&
         piece && !piece->is_index;
}

bool has_password(const container::Identification& file) {
  return file.zip && std::ranges::any_of(file.zip->members, &container::ZipMember::encrypted);
}

const container::TfjsModel* tfjs_model(const container::Identification& file) {
  const auto* json = file.as<container::JsonDocument>();
  return json != nullptr && json->tfjs ? &*json->tfjs : nullptr;
}

// TensorFlow.js 4.22 knows the input layer's and the weights' names of Keras 2 alone (tfjs-layers, input_layer.ts,
// container.ts: "An InputLayer should be passed either a `batchInputShape` or an `inputShape`", "Provided weight data
// has no target variable").
bool is_of_keras_3(const container::TfjsModel& model) {
  return model.has_layers && (!model.renamed.empty() || keras::compare_to_bound(model.keras_version, "3.0") >= 0);
}

// What reads it, and whether that works where it was meant to.
std::string tfjs_loader(const container::TfjsModel& model) {
  if (!model.has_layers) return "TensorFlow.js reads it, with the .bin files beside it. Keras cannot.";
  if (!is_of_keras_3(model))
    return "TensorFlow.js reads it, with the .bin files beside it; tensorflowjs_converter makes an .h5 file of them.";
  const std::string from = model.keras_version.empty() ? "Keras 3" : "Keras " + short_name(model.keras_version);
  const std::string names = model.renamed.empty() ? "" : " and names its weights like " + short_name(model.renamed);
  return "It was converted from a file of " + from + ", which describes the input layer in other words than Keras 2" +
         names + "; TensorFlow.js knows those of Keras 2 only, and stops.";
}

// The architecture of a model, to_json() or config.json; nullptr for other files.
const container::JsonDocument* architecture(const container::Identification& file) {
  const auto* json = file.as<container::JsonDocument>();
  return json != nullptr && json->class_name && !json->tfjs ? json : nullptr;
}

// Keras 3 names the module of every class, and looks it up there (keras/src/saving/serialization_lib.py); to_json()
// of earlier ones names none, config.json of theirs another.
bool is_of_keras_3(const container::JsonDocument& model) {
  return !model.module.empty() && !model.module.contains("keras.src.engine");
}

// One of those that came with an archive.
bool is_config_of_archive(const Subject& subject) { return subject.name() == "config.json"; }

std::string architecture_loader(const container::JsonDocument& model) {
  constexpr std::string_view kNoWeights = " There are no weights in it.";
  if (is_of_keras_3(model))
    return "model_from_json of Keras 3, of the release that wrote it or a newer one, makes the model of it." +
           std::string(kNoWeights);
  const std::string by = model.keras_version.empty() ? "" : " (" + short_name(model.keras_version) + ")";
  const bool is_located = !model.module.empty() && !model.module.starts_with("tf_keras");
  const std::string error =
      (is_located ? "Could not deserialize class '" : "Could not locate class '") + short_name(*model.class_name) + "'";
  return "It was written before Keras 3" + by + ", which does not read it (\"TypeError: " + error +
         "\"); model_from_json of tf.keras up to 2.15 or of tf_keras "
         "makes the model of it." +
         std::string(kNoWeights);
}

std::string how_to_build(const Subject& subject, const container::JsonDocument& model) {
  if (is_config_of_archive(subject))
    return "Put it back into the .keras archive with the files that it came with, or build the model of it and load "
           "model.weights.h5";
  const std::string where = is_of_keras_3(model) ? "" : " in tf_keras or tf.keras up to 2.15";
  return "Build the model of it with model_from_json" + where +
         ", or in code, then load the weights from their own file";
}

// What to do, without the full stop.
std::string how_to_use(const Subject& subject) {
  constexpr std::string_view kElse = ", or look for the file that Keras saved";
  const container::Identification& file = subject.container;
  const Kind kind = is_called_checkpoint_data(subject) ? Kind::tf_checkpoint_data : file.kind;
  if (subject.set != nullptr && subject.set->kind == GroupKind::saved_model)
    return how_to_use_saved_model(*subject.set) + std::string(kElse);
  if (kind == Kind::tf_savedmodel)
    return "Fetch the whole folder that it belongs to, with variables/, and give load_model the folder";
  if (const auto* tfjs = tfjs_model(file); tfjs != nullptr && is_of_keras_3(*tfjs))
    return "For the browser, save the model with tf_keras and convert that file" + std::string(kElse);
  if (const auto* model = architecture(file)) return how_to_build(subject, *model);
  if (kind == Kind::zip && has_password(file)) return "Unpack it with its password, and load what comes out";
  if (kind == Kind::zip && file.zip && file.zip->members.empty())
    return "Fetch it again from where it came from, or look for the file that Keras saved";
  if (const auto* contents = file.as<container::ZipContents>();
      contents != nullptr && !contents->weights_inside.empty())
    return "Unpack it, and load " + short_name(contents->weights_inside);
  const std::string prefix = checkpoint_prefix(subject.name());
  if ((kind != Kind::tf_checkpoint_index && kind != Kind::tf_checkpoint_data) || prefix.empty())
    return "Load it with what wrote it" + std::string(kElse);
  return "Call model.load_weights(\"" + prefix +
         "\") in tf.keras up to 2.15, with the .index and the .data file side by side" + std::string(kElse);
}

// A checkpoint that is given with all of its files, or with some.
void describe_set(const FileSet& set, std::string& what, std::string& loader, std::vector<Evidence>& evidence) {
  what = "a TensorFlow checkpoint in " + text::count_of(set.files, "file");
  const std::string prefix = checkpoint_prefix(set.name);
  loader = "tf.keras reads it by the common part of the names: model.load_weights(\"" + prefix + "\").";
  if (set.missing.empty()) return;
  loader = "It is not complete: " + list_for_people(set.missing) + (set.missing.size() == 1 ? " is" : " are") +
           " missing, and without that tf.keras can't read it by the common part of the names, \"" + prefix + "\".";
  evidence.push_back(evidence::list(
      "files of the checkpoint that are not here (" + std::to_string(set.missing.size()) + ")", bounded(set.missing)));
}

}  // namespace

void check_other_format(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (!is_other(file)) return;
  std::string what(container::kind_title(file.kind));
  std::string kind(container::kind_id(file.kind));
  const std::string format = format_of(file);
  if (!format.empty()) what = format;
  if (file.kind == Kind::json) what = "the architecture of a Keras model (JSON)";
  std::string loader(loader_of(file.kind));
  if (const auto* model = architecture(file)) {
    if (!is_of_keras_3(*model)) kind = "json-keras-2";
    if (is_config_of_archive(subject)) kind = "json-config";
    loader = architecture_loader(*model);
  }
  if (file.kind == Kind::text) {
    what = "the list of checkpoints in a TensorFlow folder";
    kind = "tf-checkpoint-index";
  }
  if (const auto* other = file.as<container::OtherFormat>(); other != nullptr && other->of_torch) {
    loader = loader_of(Kind::torch_zip);
    kind = container::kind_id(Kind::torch_zip);
  }
  if (const auto* array = file.as<container::NumpyArray>(); array != nullptr && array->of_objects) {
    loader = "NumPy reads it with numpy.load, but only with allow_pickle=True: its elements are pickled objects.";
    kind = "npy-objects";
  }
  if (const auto* tfjs = tfjs_model(file)) {
    what = tfjs->has_layers ? "a Keras model converted for TensorFlow.js"
                            : "a TensorFlow model converted for TensorFlow.js";
    loader = tfjs_loader(*tfjs);
    kind = !tfjs->has_layers ? "tfjs-graph" : is_of_keras_3(*tfjs) ? "tfjs-keras-3" : "tfjs-layers";
  }
  if (const auto* contents = file.as<container::ZipContents>();
      contents != nullptr && !contents->weights_inside.empty()) {
    loader = "The weights seem to be inside, as " + contents->weights_inside + ".";
    kind = "zip-with-weights";
  }
  if (file.kind == Kind::zip && has_password(file)) {
    loader = "What is in it cannot be read without the password, by Keras neither.";
    kind = "zip-locked";
  } else if (file.kind == Kind::zip && file.zip && file.zip->members.empty()) {
    loader = "There is nothing in it.";
    kind = "zip-empty";
  }
  if (file.kind == Kind::unknown && !format.empty()) loader = "Keras cannot read it.";
  if (is_called_checkpoint_data(subject)) {
    what = "the values of a TensorFlow checkpoint";
    kind = container::kind_id(Kind::tf_checkpoint_data);
    loader = "Its name says so; which value is which stands in " +
             short_name(keras::index_name(checkpoint_prefix(subject.name()))) + ", which must lie beside it. " +
             std::string(loader_of(Kind::tf_checkpoint_data));
  }
  std::vector<Evidence> evidence{evidence::bytes(0, file.first_bytes_hex, what)};
  if (subject.set != nullptr && subject.set->kind == GroupKind::saved_model) {
    what = "a TensorFlow SavedModel";
    loader = loader_of_saved_model(*subject.set);
    kind = "tf-savedmodel-folder";
    if (lacks_its_values(*subject.set))
      evidence.push_back(evidence::list("files of the folder that are not here", {std::string(kSavedModelValues)}));
  }
  if (subject.set != nullptr && subject.set->kind == GroupKind::tf_checkpoint) {
    describe_set(*subject.set, what, loader, evidence);
    kind = "tf-checkpoint-index";
  }
  const bool certain = file.kind != Kind::unknown || !format.empty();
  findings.add(ids::kOtherFormat,
               {.confidence = certain ? Confidence::certain : Confidence::likely,
                .params = {{"what", what}, {"loader", loader}, {"how", how_to_use(subject)}, {"kind", kind}},
                .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
