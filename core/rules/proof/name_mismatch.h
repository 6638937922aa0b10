// What the rules about names share: whose Keras would read the file under this name all the same.
#ifndef WEIGHBRIDGE_RULES_PROOF_NAME_MISMATCH_H_
#define WEIGHBRIDGE_RULES_PROOF_NAME_MISMATCH_H_

#include <optional>

#include "rules/rule.h"

namespace weighbridge::rules {

// The Keras that wrote the file reads it under any HDF5 name: standalone Keras before 3, and tf.keras before
// `first_strict`, the first TensorFlow that goes by the name. Then the name is a warning: it is in the way of newer
// versions only.
[[nodiscard]] std::optional<Severity> milder_for_old_writer(const Writer& writer, std::string_view first_strict);

// "a whole model in the layout of Keras 1 and 2"
[[nodiscard]] std::string_view content_for_people(const keras::Checkpoint& checkpoint);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_NAME_MISMATCH_H_
