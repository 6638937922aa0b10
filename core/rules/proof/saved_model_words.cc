#include "rules/proof/saved_model_words.h"

#include "rules/proof/layer_sets.h"
#include "subject/saved_model.h"

namespace weighbridge::rules {

std::string loader_of_saved_model(const FileSet& set) {
  if (lacks_its_values(set))
    return "Its values are missing: " + std::string(kSavedModelValues) + " is not in it. Without it nothing loads it.";
  if (is_without_keras(set))
    return "There is no keras_metadata.pb in it, so model.export or tf.saved_model.save wrote it: it holds what the "
           "model computes, and no layers. keras.models.load_model of tf.keras and tf_keras raises, or gives back an "
           "object without summary() and predict(). Keras 3 uses it through keras.layers.TFSMLayer.";
  return "tf.keras up to 2.15 loads the whole folder with keras.models.load_model; Keras 3 uses it through "
         "keras.layers.TFSMLayer.";
}

std::string how_to_use_saved_model(const FileSet& set) {
  const std::string name = "(\"" + short_name(set.name) + "\"";
  if (lacks_its_values(set)) return "Fetch the folder again, with everything in variables/";
  if (is_without_keras(set))
    return "Call it through keras.layers.TFSMLayer" + name +
           ", call_endpoint=\"serving_default\") in Keras 3 or tf.saved_model.load" + name + ") anywhere";
  return "Call keras.models.load_model" + name + ") in tf.keras up to 2.15 or in tf_keras";
}

}  // namespace weighbridge::rules
