// Which objects inside a layer hold its variables, and what those are called when the file does not say.
#ifndef WEIGHBRIDGE_LOADERS_USUAL_VARIABLES_H_
#define WEIGHBRIDGE_LOADERS_USUAL_VARIABLES_H_

#include <vector>

#include "loaders/contents.h"
#include "weighbridge/report.h"

namespace weighbridge::loaders {

// In the order in which a loader of the v3 layout asks for them.
[[nodiscard]] std::vector<Object> objects_of(const Layer& layer);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_USUAL_VARIABLES_H_
