// What a model needs of the user's own code before load_model, where the rows take it as known.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_OWN_CODE_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_OWN_CODE_H_

#include <string>

#include "loaders/contents.h"

namespace weighbridge::loaders {

// A sentence that names the classes and functions, and what custom_objects has to be for those that are registered; ""
// where there are none. That of a subclassed model, those of layers, and whatever else the architecture has under a
// registered name: activations, regularizers, losses, optimizers, in an archive what it was compiled with.
[[nodiscard]] const std::string& needs_code(const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_OWN_CODE_H_
