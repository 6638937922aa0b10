// load_model of an archive whose model has one layer at several places (keras/saves/shared_layers.h).
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_SHARED_PLACES_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_SHARED_PLACES_H_

#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// A call of a layer is taken for one that another model of the file makes: since 3.14 the model can't be made.
[[nodiscard]] std::optional<Answer> connect_shared(const Generation& loader, const Contents& file);
// Of one layer two are made, and the file has variables for one of them.
[[nodiscard]] std::optional<Answer> fill_shared(const Generation& loader, const Contents& file);
// What is to be said of it where load_model returns: "" or one sentence.
[[nodiscard]] std::string_view miswired(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_SHARED_PLACES_H_
