// A functional model one of whose layers was given another name after the model was made (layer.name = "new" in Keras
// 2): get_config looks its calls up by the old name and leaves them out.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_RENAMED_LAYER_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_RENAMED_LAYER_H_

#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// What load_model makes of a layer that is listed and never called, in a legacy whole model; none if each is called.
[[nodiscard]] std::optional<Answer> connect_renamed(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_RENAMED_LAYER_H_
