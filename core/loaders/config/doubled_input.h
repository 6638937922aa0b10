// Keras 3 makes a Sequential of Keras 2 without an InputLayer for inputs of one dimension too many
// (revival/doubled_batch.h): whether its weights still fit, and what to do.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_DOUBLED_INPUT_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_DOUBLED_INPUT_H_

#include <optional>
#include <string>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

[[nodiscard]] bool is_made_for_doubled_input(const Generation& loader, const Contents& file);
// Why load_model raises, in one sentence. Only where it is made so.
[[nodiscard]] std::string made_for_doubled_input(const Contents& file);
// The first weights that do not fit the model that is made.
[[nodiscard]] std::optional<Answer> misfit_of_doubled_input(const Generation& loader, const Contents& file);
// `answer` is what load_model does. What comes back is of no use for the data that the model was made for.
[[nodiscard]] Answer warn_of_doubled_input(Answer answer, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_DOUBLED_INPUT_H_
