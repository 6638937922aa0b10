// Archives of a subclassed model that was never built itself; its parts were, one by one: a GAN, a variational
// autoencoder.
#ifndef WEIGHBRIDGE_LOADERS_UNCALLED_H_
#define WEIGHBRIDGE_LOADERS_UNCALLED_H_

#include <optional>
#include <string>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// What load_model comes to once the class is found; nothing where it is no such model, or fills it all the same.
[[nodiscard]] std::optional<Answer> load_uncalled(const Generation& loader, const Contents& file);
// load_weights into the same model, whose parts were built in the same way.
[[nodiscard]] std::optional<Answer> load_into_uncalled(const Generation& loader, const Contents& file);
// The layers that may stay as they are, and how to fill them: two sentences, or none.
[[nodiscard]] std::string what_stays_unbuilt(const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_UNCALLED_H_
