// Layers with a vocabulary: Keras keeps it in no array, but in the assets of a .keras archive.
#ifndef WEIGHBRIDGE_RULES_PROOF_VOCABULARY_H_
#define WEIGHBRIDGE_RULES_PROOF_VOCABULARY_H_

#include <string>
#include <vector>

#include "rules/rule.h"

namespace weighbridge::rules {

// Those whose words are not in the file: neither in the config, which has what the constructor was given, nor, in an
// archive, among the assets.
[[nodiscard]] std::vector<const Layer*> layers_without_their_words(const Subject& subject);

// Their names, with those that lie in a model inside of a whole model of the legacy layout.
[[nodiscard]] std::vector<std::string> names_without_their_words(const Subject& subject);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_VOCABULARY_H_
