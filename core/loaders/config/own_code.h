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

// " Without a from_config of its own, Scale is made as Scale(name=..., units=...): ..." for the first of the names that
// is a class of the user's own among the layers; "" if none is.
[[nodiscard]] std::string given_to_init(const Contents& file, const std::vector<std::string>& names);

// The same of the model itself, if it is a subclassed one among the names; also that it is made without any.
[[nodiscard]] std::string model_given_to_init(const Contents& file, const std::vector<std::string>& names);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_OWN_CODE_H_
