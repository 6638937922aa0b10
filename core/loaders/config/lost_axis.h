// load_model of legacy files in Keras 3.0 to 3.8, which forgets axes (config/forgotten_axis.h).
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_LOST_AXIS_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_LOST_AXIS_H_

#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// `compiles`: what the model is compiled with is no obstacle, or can be handed over.
// A Concatenate whose inputs do not fit along the last axis: the model is not made.
[[nodiscard]] std::optional<Answer> join_along_last_axis(const Generation& loader, const Contents& file, bool compiles);
// Weights that do not fit what a layer gives along the last axis; or a model that calculates something else.
[[nodiscard]] std::optional<Answer> calculate_along_last_axis(const Generation& loader, const Contents& file,
                                                              bool compiles);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_LOST_AXIS_H_
