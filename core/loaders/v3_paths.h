// Whether a loader of the v3 layout looks for variables where this file keeps them.
#ifndef WEIGHBRIDGE_LOADERS_V3_PATHS_H_
#define WEIGHBRIDGE_LOADERS_V3_PATHS_H_

#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

enum class Found {
  all,
  first_of_each_class,  // gapped names: `dense` is found, `dense_2` is not
  none,
};
[[nodiscard]] Found find_variables(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_V3_PATHS_H_
