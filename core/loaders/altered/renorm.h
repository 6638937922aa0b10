// BatchNormalization(renorm=True), which not every Keras has.
#ifndef WEIGHBRIDGE_LOADERS_ALTERED_RENORM_H_
#define WEIGHBRIDGE_LOADERS_ALTERED_RENORM_H_

#include <optional>
#include <vector>

#include "keras/checkpoint.h"
#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// Layers that hold the three more variables that it has: the layer itself or, in the older layout, a model around it.
[[nodiscard]] std::vector<RenormLayer> find_renorm(const keras::Checkpoint& checkpoint);

// load_weights of a Keras without it, into a model with BatchNormalization in its place; none of another loader, or
// where the file has none.
[[nodiscard]] std::optional<Answer> load_renorm(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_ALTERED_RENORM_H_
