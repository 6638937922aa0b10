#include "loaders/follow_config.h"

#include <string>

#include "loaders/causes.h"
#include "loaders/load_model.h"
#include "revival/revive.h"

namespace weighbridge::loaders {
namespace {

// "Custom>Scale" is the key, Scale the class.
std::string custom_objects(const std::string& key) {
  const std::string name = key.substr(key.rfind('>') + 1);
  return name + " is not one of Keras' own: load_model(path, custom_objects={'" + key + "': " + name +
         "}), with the code of " + name + ".";
}

std::string import_first(const std::string& name) {
  return name +
         " belongs to a package beside Keras: import keras_hub (or keras_cv, keras_nlp) first, in a version that has "
         "it.";
}

// Without safe_mode the code of a legacy file still fails where no Python of today reads it, and where it calls a
// module that Keras 3 runs it without (rebuild.cc, keras_3_legacy).
bool is_lost_code(const keras::ConfigMarks& model) {
  return model.lambda == keras::LambdaCode::before_python_3_8 || model.lambda_needs_module;
}

Answer answer_to(const revival::Raised& trouble, const keras::ConfigMarks& model) {
  switch (trouble.obstacle) {
    case revival::Obstacle::code:
      if (is_lost_code(model)) return raises_but_offers_weights(trouble.shown(), causes::lambda());
      return raises(trouble.shown(), causes::lambda(), std::string(kWhenTrusted));
    case revival::Obstacle::custom_class:
      return raises(trouble.shown(), causes::none(), custom_objects(trouble.name));
    case revival::Obstacle::package:
      return raises(trouble.shown(), causes::none(), import_first(trouble.name));
    default:
      return raises_but_offers_weights(trouble.shown(), causes::none());
  }
}

revival::Loader in_the_atlas(const Generation& loader) {
  const int major_number = loader.to.major_number;
  const int minor_number = loader.to.minor_number;
  if (loader.is_keras_3()) return {atlas::Family::keras_3, major_number, minor_number};
  // The first tf_keras is the code of TensorFlow 2.15.
  const bool is_beside = loader.package == Package::tf_keras && minor_number > 15;
  if (is_beside) return {atlas::Family::tf_keras, major_number, minor_number};
  return {loader.is_standalone() ? atlas::Family::keras : atlas::Family::tf_dot_keras, major_number, minor_number};
}

}  // namespace

std::optional<Answer> follow_config(const Generation& loader, const Contents& file) {
  // What Keras 1 wrote is converted by later ones, class by class (keras/legacy/interfaces.py): rebuild.cc knows it.
  if (!file.architecture.is_object() || file.model.is_keras_1) return std::nullopt;
  const revival::Loader release = in_the_atlas(loader);
  if (file.followed.loader != release) {
    const auto form = file.is_zip ? revival::Form::archive : revival::Form::legacy;
    file.followed = {release, revival::revive(file.architecture, form, release)};
  }
  if (!file.followed.trouble) return std::nullopt;
  return answer_to(*file.followed.trouble, file.model);
}

}  // namespace weighbridge::loaders
