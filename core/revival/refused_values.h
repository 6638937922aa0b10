// Values in a config that a Keras wrote and that __init__ of Keras 3 refuses.
#ifndef WEIGHBRIDGE_REVIVAL_REFUSED_VALUES_H_
#define WEIGHBRIDGE_REVIVAL_REFUSED_VALUES_H_

#include <string_view>

#include "base/json.h"
#include "revival/raised.h"

namespace weighbridge::revival {

// Of a layer `name` of Keras' own, whose keys it takes.
[[nodiscard]] Trouble refused_value(std::string_view name, json::Value config);

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_REFUSED_VALUES_H_
