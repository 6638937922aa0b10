// model.load_weights(path), by the reader that the loader chooses.
#ifndef WEIGHBRIDGE_LOADERS_LOAD_WEIGHTS_H_
#define WEIGHBRIDGE_LOADERS_LOAD_WEIGHTS_H_

#include <cstddef>
#include <optional>
#include <string>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

[[nodiscard]] Answer load_weights(const Generation& loader, const Contents& file);

// The readers below it; load_model uses them, too.

// By layer order, from an open HDF5 file, into a model of which `model_layers` layers have weights; none: not known.
[[nodiscard]] Answer read_legacy(const Generation& loader, const Contents& file,
                                 std::optional<std::size_t> model_layers);
// "Model expected 2 layers, found 1 saved layers", in the words of this Keras.
[[nodiscard]] std::string layer_count(const Generation& loader, std::optional<std::size_t> expected, std::size_t found);
// Its words where a layer of the model has other variables than are stored.
[[nodiscard]] std::string other_variables(const Generation& loader, const Contents& file, const Contradiction& first);
// Of a layer that lists two weights of one name: what both get.
[[nodiscard]] std::string one_array_for_two(const keras::ListedWeight& twice);
// Nothing is in the file, and whether anything should be is not either (Contents::promises_nothing).
[[nodiscard]] Answer may_need_none(const Contents& file);
// By path, from an open file. `whole_model`: into the model that config.json describes, not into one that the user has
// built.
[[nodiscard]] Answer read_v3(const Generation& loader, const Contents& file, bool whole_model);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_LOAD_WEIGHTS_H_
