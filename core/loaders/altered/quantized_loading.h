// Quantized layers across versions: the forms of their numbers changed, and two modes are not read back by the versions
// that wrote them.
#ifndef WEIGHBRIDGE_LOADERS_ALTERED_QUANTIZED_LOADING_H_
#define WEIGHBRIDGE_LOADERS_ALTERED_QUANTIZED_LOADING_H_

#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// What happens to the quantized layers of a file in Keras 3; nothing where they load, or where there are none.
// `whole_model`: load_model, which makes the layers quantized from the start; load_weights is asked of a model that was
// quantized by a call, as the one that wrote the file.
[[nodiscard]] std::optional<Answer> load_quantized(const Generation& loader, const Contents& file, bool whole_model);
// The same in any Keras for a legacy file, which is read layer by layer in order into such a model.
[[nodiscard]] std::optional<Answer> load_quantized_in_order(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_ALTERED_QUANTIZED_LOADING_H_
