// Losses and metrics of the user's own in the training_config of a legacy whole model.
#ifndef WEIGHBRIDGE_LOADERS_COMPILED_NAMES_H_
#define WEIGHBRIDGE_LOADERS_COMPILED_NAMES_H_

#include <optional>
#include <string>
#include <vector>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// A class that this Keras has. False for an empty name.
[[nodiscard]] bool is_loss_of_keras(const Generation& loader, const std::string& name);

// What load_model(path) raises for the first optimizer, schedule of learning rates, loss or metric in the
// training_config that this Keras can't find by its name; none if it finds all, or does not look.
[[nodiscard]] std::optional<Answer> unknown_compiled_name(const Generation& loader, const Contents& file);
// Adds the names of all over which this loader stumbles.
void add_own_compiled_names(const Generation& loader, const Contents& file, std::vector<std::string>& names);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_COMPILED_NAMES_H_
