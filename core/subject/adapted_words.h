// What a layer learnt with adapt() and tf.keras keeps in no variable: the words of TextVectorization and the lookups.
#ifndef WEIGHBRIDGE_SUBJECT_ADAPTED_WORDS_H_
#define WEIGHBRIDGE_SUBJECT_ADAPTED_WORDS_H_

#include <string>
#include <vector>

#include "keras/checkpoint.h"

namespace weighbridge {

// Of this kind, and its config has no words that the constructor was given.
[[nodiscard]] bool learnt_its_words(const keras::Checkpoint& checkpoint, const Layer& layer);

// Names of the layers of this kind at which a save to the legacy layout stopped: each has a group without
// weight_names. NotImplementedError, "weights that is not an instance of `tf.Variable`", of _legacy_weights in
// keras/saving/hdf5_format.py (run with TensorFlow 2.6, 2.12 and 2.15); the model does not take weights from such a
// file either, unless its layer was given the words in the constructor.
[[nodiscard]] std::vector<std::string> stopped_at_words(const keras::Checkpoint& checkpoint);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_SUBJECT_ADAPTED_WORDS_H_
