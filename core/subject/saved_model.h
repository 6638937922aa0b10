// What the folder of a TensorFlow SavedModel is to Keras, by the names in it.
//   saved_model.pb        what it computes
//   variables/            its values, as a checkpoint: variables.index, variables.data-00000-of-00001
//   keras_metadata.pb     what Keras makes the model of: written by model.save of tf.keras 2.5 and newer, and nobody
//   else fingerprint.pb        written by every program that saves with TensorFlow 2.12 and newer
// Sources: keras/saving/legacy/saved_model/{save,load}.py of Keras 2.15; folders that TensorFlow 2.1, 2.3, 2.6, 2.12,
// 2.15, tf_keras 2.21 and Keras 3.15.1 wrote by model.save, model.export and tf.saved_model.save.
#ifndef WEIGHBRIDGE_SUBJECT_SAVED_MODEL_H_
#define WEIGHBRIDGE_SUBJECT_SAVED_MODEL_H_

#include <algorithm>
#include <string_view>

#include "subject/subject.h"

namespace weighbridge {

// Whoever wrote it would have put Keras' part beside it, and it is not there.
[[nodiscard]] inline bool is_without_keras(const FileSet& saved_model) {
  const auto has = [&](std::string_view name) { return std::ranges::contains(saved_model.names, name); };
  return has("fingerprint.pb") && !has("keras_metadata.pb");
}

// Its values are listed, and are not there: uploads and .gitignore files leave out what is large.
[[nodiscard]] inline bool lacks_its_values(const FileSet& saved_model) {
  const auto any = [&](std::string_view beginning) {
    return std::ranges::any_of(saved_model.names, [&](std::string_view name) { return name.starts_with(beginning); });
  };
  return any("variables/variables.index") && !any("variables/variables.data-");
}

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_SUBJECT_SAVED_MODEL_H_
