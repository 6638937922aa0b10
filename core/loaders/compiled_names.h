// Losses and metrics of the user's own in the training_config of a legacy whole model.
#ifndef WEIGHBRIDGE_LOADERS_COMPILED_NAMES_H_
#define WEIGHBRIDGE_LOADERS_COMPILED_NAMES_H_

#include <optional>
#include <string>
#include <vector>

#include "keras/config_marks.h"
#include "loaders/answer.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// Of any release that the atlas knows. False for an empty name.
[[nodiscard]] bool is_loss_of_keras(const std::string& name);

// What load_model(path) raises for the first that this Keras can't find by its name; none if it finds all, or does not
// look. No release that the atlas knows has the name: it is the user's.
// An optimizer, a schedule of learning rates, a loss or a metric of the user's own in the training_config.
[[nodiscard]] std::optional<Answer> unknown_compiled_name(const Generation& loader, const keras::ConfigMarks& model);
// Adds the names of all over which this loader stumbles.
void add_own_compiled_names(const Generation& loader, const keras::ConfigMarks& model, std::vector<std::string>& names);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_COMPILED_NAMES_H_
