// What a file's name promises: Keras 3, and tf.keras from 2.12 on, choose the reader by it and never by the content
// (keras/src/saving/saving_api.py, load_weights and load_model).
#ifndef WEIGHBRIDGE_RULES_PROOF_FILE_NAME_H_
#define WEIGHBRIDGE_RULES_PROOF_FILE_NAME_H_

#include <string>
#include <string_view>

namespace weighbridge::rules {

enum class NameKind { weights_h5, h5, keras, other };
[[nodiscard]] NameKind name_kind(std::string_view file_name);

// The name without what name_kind() looked at: "model" of "model.weights.h5", "model.h5", "model.keras"; otherwise without the last
// extension.
[[nodiscard]] std::string stem(std::string_view file_name);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_FILE_NAME_H_
