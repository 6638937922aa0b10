// The wiring of a functional model, as each Keras 3 reads it back.
#ifndef WEIGHBRIDGE_REVIVAL_GRAPH_H_
#define WEIGHBRIDGE_REVIVAL_GRAPH_H_

#include "base/json.h"
#include "revival/raised.h"

namespace weighbridge::revival {

// keras/src/models/functional.py, functional_from_config, behind the making of the layers.
[[nodiscard]] Trouble connect_in_keras_3(json::Value config, int minor_number);

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_GRAPH_H_
