// load_model(path): the architecture comes from the file, then its weights, then what compile() needs.
#ifndef WEIGHBRIDGE_LOADERS_LOAD_MODEL_H_
#define WEIGHBRIDGE_LOADERS_LOAD_MODEL_H_

#include <optional>
#include <string_view>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

inline constexpr std::string_view kWhenTrusted = "If you trust whoever made the file: ";

[[nodiscard]] Answer load_model(const Generation& loader, const Contents& file);

// Where rebuilding the model from its config fails because another Keras wrote it; none: it can be rebuilt. Classes of
// the user's own are taken as known (custom_objects).
[[nodiscard]] std::optional<Answer> rebuild(const Generation& loader, const Contents& file);
// The same for compiling it as the training_config of a legacy file says, or the compile_config of an archive.
[[nodiscard]] std::optional<Answer> compile(const Generation& loader, const Contents& file);
[[nodiscard]] std::optional<Answer> compile_archive(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_LOAD_MODEL_H_
