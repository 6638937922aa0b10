#include "loaders/follow_config.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "keras/saves/metrics.h"
#include "loaders/causes.h"
#include "loaders/compiled_names.h"
#include "loaders/config/custom_objects.h"
#include "loaders/config/doubled_input.h"
#include "loaders/config/namesakes.h"
#include "loaders/config/own_code.h"
#include "loaders/in_the_atlas.h"
#include "loaders/load_model.h"
#include "loaders/uncalled.h"
#include "revival/revive.h"

namespace weighbridge::loaders {
namespace {

std::string import_first(const std::string& name) {
  return name +
         " belongs to a package beside Keras: import keras_hub (or keras_cv, keras_nlp) first, in a version that has "
         "it.";
}

// Without safe_mode the code still fails where no Python of today reads it, and where it looks up a name or has a
// default that Keras 3 does not give it (rebuild.cc, keras_3_legacy).
bool is_lost_code(const Generation& loader, const keras::ConfigMarks& model) {
  if (model.lambda == keras::LambdaCode::before_python_3_8) return true;
  return loader.is_keras_3() && (model.lambda_needs_module || model.lambda_has_defaults);
}

std::string operation_in_the_way(const std::string& name) {
  return name + " is an operation of Keras' own, which Keras does not read back from this layout (.keras keeps it).";
}

bool is_listed_metric(std::string_view class_name, const Contents& file) {
  const keras::Checkpoint* checkpoint = file.subject.checkpoint;
  return checkpoint != nullptr && checkpoint->is_legacy() &&
         std::ranges::any_of(checkpoint->layers, [&](const Layer& layer) {
           return layer.class_name == class_name && keras::is_metric(layer);
         });
}

std::string metric_in_the_way(const std::string& name) {
  return name + " is a metric, and no version reads it back as a layer.";
}

constexpr std::string_view kLambdaInPlace = "Keras does not read a lambda back that is not in a Lambda layer.";

constexpr std::string_view kListedOutput =
    "The file is in order, but this Keras takes the only output of the model inside for a list, which Keras 3.5 to "
    "3.10 "
    "do not.";

// Why custom_objects does not help, where there is a word for it.
std::string why_weights_alone(const revival::Raised& trouble, const Contents& file) {
  if (trouble.obstacle == revival::Obstacle::doubled_batch) return made_for_doubled_input(file);
  if (trouble.obstacle == revival::Obstacle::listed_output) return std::string(kListedOutput);
  if (trouble.obstacle == revival::Obstacle::operation)
    return is_listed_metric(trouble.name, file) ? metric_in_the_way(trouble.name) : operation_in_the_way(trouble.name);
  if (trouble.obstacle == revival::Obstacle::slash)
    return "Keras 3 takes no \"/\" in the name of a layer or model: " + trouble.name + ".";
  return trouble.obstacle == revival::Obstacle::lambda ? std::string(kLambdaInPlace) : "";
}

// Behind the names of custom_objects or safe_mode: what a legacy file is compiled with may stop it as well.
bool only_uncompiled(const Generation& loader, const Contents& file) {
  if (file.is_zip) return false;
  const auto answer = compile(loader, file);
  return answer && answer->remedy.text == kDoNotCompile;
}

// What load_model has to be told.
struct Arguments {
  std::vector<std::string> names;
  std::string more;  // ", safe_mode=False"
};

// Nothing where something else is left that stops it.
std::optional<Arguments> call_for(const Generation& loader, const Contents& file) {
  const revival::Trouble& rest = file.followed.rest;
  if (rest && !rest->compiling) return std::nullopt;
  const revival::Told& told = file.followed.told;
  Arguments call{.names = told.custom_objects, .more = told.trusts_code ? ", safe_mode=False" : ""};
  if (rest || only_uncompiled(loader, file))
    call.more += ", compile=False";
  else if (!file.is_zip)
    add_own_compiled_names(loader, file, call.names);
  return call;
}

// Of layers: variables of the model itself do not count.
bool has_weights(const Contents& file) {
  const keras::Checkpoint* checkpoint = file.subject.checkpoint;
  return checkpoint != nullptr &&
         std::ranges::any_of(checkpoint->layers, [](const Layer& layer) { return !layer.tensors.empty(); });
}

// Who hands the class of the model over has one that is as empty as the file.
bool is_empty_model_of_own_class(const Contents& file) {
  return file.model.is_subclassed() && !has_weights(file) && !file.has_own_variables() && file.count.all() > 0;
}

bool wrote_keras_3(const Writer& writer) {
  return !keras::is_tf_keras(writer) && !keras::is_standalone_before_3(writer);
}

// The package whose modules are Keras' source: those of TensorFlow lie in "keras" since 2.6 (2.13: keras.src).
// What a Keras without keras.ops wrote has none of its functions.
Source source_of(const Generation& loader, const Contents& file) {
  if (loader.package == Package::tf_keras) return {"tf_keras.src", std::nullopt, std::nullopt};
  if (loader.is_keras_3()) {
    const bool may_use_operations =
        file.subject.checkpoint == nullptr || wrote_keras_3(file.subject.checkpoint->writer);
    return {"keras.src", std::nullopt, may_use_operations ? release_of(loader) : std::nullopt};
  }
  if (!loader.is_tensorflow()) return {"keras.src", std::nullopt, std::nullopt};
  return {loader.tensorflow_since(2, 13) ? "keras.src" : "keras",
          loader.to.major_number < 2 ? 0 : loader.to.minor_number, std::nullopt};
}

Answer hand_over(const Generation& loader, const Contents& file) {
  const revival::Raised& trouble = *file.followed.trouble;
  const auto call = call_for(loader, file);
  if (!call) {
    std::string why = why_weights_alone(*file.followed.rest, file);
    return raises_but_offers_weights(trouble.shown(), causes::none(), std::move(why));
  }
  const Source source = source_of(loader, file);
  std::string remedy = custom_objects(call->names, source, call->more);
  // What it is compiled with can be left out instead.
  const std::vector<std::string>& to_make = file.followed.to_make;
  if (to_make.size() < file.followed.told.custom_objects.size() && !call->more.contains("compile=False"))
    remedy += " Or " + call_with(to_make, ", compile=False", source.operations) + ", and then model.compile(...).";
  remedy += given_to_init(file, call->names);
  const bool is_empty = is_empty_model_of_own_class(file);
  const std::string made = is_empty ? "" : model_given_to_init(file, call->names);
  remedy += made;
  const std::string unbuilt = what_stays_unbuilt(file);
  if (!unbuilt.empty()) remedy += ' ' + unbuilt;
  if (is_empty) remedy += " There are no weights in the file to be loaded.";
  Answer answer = raises(trouble.shown(), is_empty ? causes::empty() : causes::none(), by_arguments(std::move(remedy)));
  answer.offers_weights = !made.empty() && unbuilt.empty() && file.architecture["build_config"].exists();
  return answer;
}

// Keras makes the model and reads the weights before anyone can call it.
Answer model_of_own_class(const Generation& loader, const Contents& file) {
  const revival::Raised& trouble = *file.followed.trouble;
  if (is_empty_model_of_own_class(file)) return hand_over(loader, file);
  std::string remedy = trouble.name + " is not one of Keras' own. ";
  if (const auto call = call_for(loader, file))
    remedy += call_with(call->names, call->more, source_of(loader, file).operations) + " works only if a new " +
              trouble.name +
              " has all its variables before it is called; else call it once on data before you load the weights.";
  else
    remedy += "Call your " + trouble.name + " once on data before you load the weights.";
  return raises_but_offers_weights(trouble.shown(), causes::none(), std::move(remedy));
}

Answer code_in_the_way(const Generation& loader, const Contents& file) {
  const std::string error = file.followed.trouble->shown();
  if (file.followed.trouble->compiling)
    return raises(error, causes::lambda(), by_arguments(std::string(kDoNotCompile)));
  if (is_lost_code(loader, file.model)) return raises_but_offers_weights(error, causes::lambda());
  const auto call = call_for(loader, file);
  if (!call) return raises_but_offers_weights(error, causes::lambda(), why_weights_alone(*file.followed.rest, file));
  std::string remedy =
      std::string(kWhenTrusted) + call_with(call->names, call->more, source_of(loader, file).operations) + ".";
  const bool names_a_folder = file.followed.trouble->name == "TFSMLayer";
  if (names_a_folder) remedy += " The folder of the SavedModel that it names must be there, too.";
  return raises(error, names_a_folder ? causes::none() : causes::lambda(), by_arguments(std::move(remedy)));
}

Answer answer_to(const Generation& loader, const Contents& file) {
  const revival::Raised& trouble = *file.followed.trouble;
  switch (trouble.obstacle) {
    case revival::Obstacle::code:
      return code_in_the_way(loader, file);
    case revival::Obstacle::custom_class:
      return hand_over(loader, file);
    case revival::Obstacle::model_class:
      return model_of_own_class(loader, file);
    case revival::Obstacle::package:
      return raises(trouble.shown(), causes::none(), import_first(trouble.name));
    default:
      if (trouble.compiling) return raises(trouble.shown(), causes::none(), by_arguments(std::string(kDoNotCompile)));
      return raises_but_offers_weights(trouble.shown(), causes::none(), why_weights_alone(trouble, file));
  }
}

// tf_keras/src/saving/serialization_lib.py, _retrieve_class_or_fn (2.15.1 to 2.21.0): the module is imported, and
// named, as one of its own: "keras.src.models" is tf_keras.src.models.
void name_as_imported(std::string& error) {
  constexpr std::string_view kImported = "its parent module ";
  const std::size_t at = error.find(std::string(kImported) + "keras");
  if (at != std::string::npos) error.insert(at + kImported.size(), "tf_");
}

// Whether load_model can be told something that it was not told yet.
bool is_told(revival::Told& told, const revival::Raised& trouble) {
  constexpr std::size_t kMostTold = 32;
  switch (trouble.obstacle) {
    case revival::Obstacle::code:
      return !trouble.compiling && !std::exchange(told.trusts_code, true);
    case revival::Obstacle::custom_class:
    case revival::Obstacle::model_class:
      if (std::ranges::contains(told.custom_objects, trouble.name) || told.custom_objects.size() >= kMostTold)
        return false;
      told.custom_objects.push_back(trouble.name);
      return true;
    default:
      return false;
  }
}

// What only the loader, or yet another Keras, has of that name is the user's own for the file.
revival::Trouble revive(const Contents& file, const revival::Loader& release, const revival::Told& told) {
  const auto form = file.is_zip ? revival::Form::archive : revival::Form::legacy;
  auto trouble = revival::revive(file.architecture, form, release, told);
  if (trouble && is_namesake(file, trouble->name)) trouble->obstacle = revival::Obstacle::custom_class;
  return trouble;
}

// A class of the user's own or code ends it: again, with all that helps.
Followed follow(const Contents& file, const revival::Loader& release) {
  Followed followed{.loader = release, .trouble = revive(file, release, {}), .told = {}, .rest = {}};
  followed.rest = followed.trouble;
  while (followed.rest && is_told(followed.told, *followed.rest)) {
    const bool is_named = std::ranges::contains(followed.told.custom_objects, followed.rest->name);
    if (is_named && !followed.rest->compiling) followed.to_make.push_back(followed.rest->name);
    followed.rest = revive(file, release, followed.told);
  }
  return followed;
}

// The code of a Lambda is read before the layer is called, and before its name is looked at.
bool stands_behind_lost_code(const Contents& file, const revival::Raised& trouble) {
  if (file.model.lambda != keras::LambdaCode::before_python_3_8) return false;
  if (trouble.obstacle == revival::Obstacle::output_shape) return true;
  if (trouble.obstacle != revival::Obstacle::slash) return false;
  bool is_at_lambda = false;
  bool is_behind = false;
  const json::Value config = file.architecture["config"];
  (config.is_array() ? config : config["layers"]).each_element([&](json::Value layer) {
    is_at_lambda = is_at_lambda || layer["class_name"].string() == "Lambda";
    is_behind = is_behind || (is_at_lambda && layer["config"]["name"].string() == trouble.name);
  });
  return is_behind;
}

}  // namespace

std::optional<Answer> follow_config(const Generation& loader, const Contents& file) {
  // What Keras 1 wrote is converted by later ones, class by class (keras/legacy/interfaces.py): rebuild.cc knows it.
  if (!file.architecture.is_object() || file.model.is_keras_1) return std::nullopt;
  const revival::Loader release = in_the_atlas(loader);
  if (file.followed.loader != release) file.followed = follow(file, release);
  if (!file.followed.trouble) return std::nullopt;
  if (stands_behind_lost_code(file, *file.followed.trouble)) return std::nullopt;
  Answer answer = answer_to(loader, file);
  if (loader.package == Package::tf_keras) name_as_imported(answer.error);
  return answer;
}

}  // namespace weighbridge::loaders
