// Lookup layers that were saved before they learnt any word.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_NEVER_ADAPTED_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_NEVER_ADAPTED_H_

#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// load_model of a .keras archive: what it raises where the word list of a layer is empty; nothing if none is.
[[nodiscard]] std::optional<Answer> read_no_words(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_NEVER_ADAPTED_H_
