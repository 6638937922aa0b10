// What is said of the folder of a TensorFlow SavedModel (subject/saved_model.h).
#ifndef WEIGHBRIDGE_RULES_PROOF_SAVED_MODEL_WORDS_H_
#define WEIGHBRIDGE_RULES_PROOF_SAVED_MODEL_WORDS_H_

#include <string>
#include <string_view>

#include "subject/subject.h"

namespace weighbridge::rules {

inline constexpr std::string_view kSavedModelValues = "variables/variables.data-00000-of-00001";

// What loads it, or why nothing does; sentences.
[[nodiscard]] std::string loader_of_saved_model(const FileSet& set);
// What to do, without the full stop.
[[nodiscard]] std::string how_to_use_saved_model(const FileSet& set);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_SAVED_MODEL_WORDS_H_
