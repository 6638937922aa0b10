// What load_model meets while it makes the model that the file describes.
#ifndef WEIGHBRIDGE_LOADERS_FOLLOW_CONFIG_H_
#define WEIGHBRIDGE_LOADERS_FOLLOW_CONFIG_H_

#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// Nothing where the model is made, or where this generation's way is not followed object by object (core/revival).
[[nodiscard]] std::optional<Answer> follow_config(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_FOLLOW_CONFIG_H_
