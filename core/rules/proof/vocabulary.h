// Layers with a vocabulary: Keras keeps it in no array, but in the assets of a .keras archive.
#ifndef WEIGHBRIDGE_RULES_PROOF_VOCABULARY_H_
#define WEIGHBRIDGE_RULES_PROOF_VOCABULARY_H_

#include <vector>

#include "rules/rule.h"

namespace weighbridge::rules {

// Those whose words are not in the file: all of them in a file of weights, those without an asset and without words in
// the config in an archive.
[[nodiscard]] std::vector<const Layer*> layers_without_their_words(const Subject& subject);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_VOCABULARY_H_
