// What a loader of the v3 layout does where the attributes of a model decide under which path a layer is looked for.
#ifndef WEIGHBRIDGE_LOADERS_PATHS_MEET_ATTRIBUTES_H_
#define WEIGHBRIDGE_LOADERS_PATHS_MEET_ATTRIBUTES_H_

#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// None where everything is found. Files of which nothing is found are find_variables' (v3_paths.h).
[[nodiscard]] std::optional<Answer> meet_attributes(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_PATHS_MEET_ATTRIBUTES_H_
