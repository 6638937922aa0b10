// Layers with weights that somebody kept in an attribute of a Sequential or functional model (`model.extra =
// Dense(3)`): no part of its graph, so that load_model does not make them.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_IN_ATTRIBUTES_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_IN_ATTRIBUTES_H_

#include <optional>
#include <string>
#include <vector>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

[[nodiscard]] std::vector<const Layer*> find_in_attributes(const Contents& file);

// How many more layers with weights the legacy file lists than the model of this loader has.
[[nodiscard]] std::size_t surplus_of_list(const Generation& loader, const Contents& file, bool whole_model);
// What is said beside the error or the silence.
[[nodiscard]] std::string remedy_for_attributes(const Contents& file);
// What an archive comes to for them; nothing where they are found, or there are none.
[[nodiscard]] std::optional<Answer> load_model_without_attributes(const Generation& loader, const Contents& file);
[[nodiscard]] std::optional<Answer> look_for_attributes(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_IN_ATTRIBUTES_H_
