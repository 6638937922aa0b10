// What a loader does about detours. Older Keras follows them; newer ones refuse, more of them with each release:
// keras/src/saving/saving_lib.py, safe_get_h5_group and safe_get_h5_dataset. All texts were seen in real runs of the
// versions named in detours.cc.
#ifndef WEIGHBRIDGE_LOADERS_DETOURS_H_
#define WEIGHBRIDGE_LOADERS_DETOURS_H_

#include <optional>

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

enum class Reader { legacy, v3 };

// What comes of the detours: a refusal, or that it loads and what that takes. None where the file has no detours, or
// where layers elsewhere lack their variables too, so that the detours are not what decides.
[[nodiscard]] std::optional<Answer> meet_detours(const Generation& loader, const Contents& file, Reader reader);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_DETOURS_H_
