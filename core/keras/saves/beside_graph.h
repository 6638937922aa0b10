// Layers that a functional model lists, and that are no part of its graph.
#ifndef WEIGHBRIDGE_KERAS_SAVES_BESIDE_GRAPH_H_
#define WEIGHBRIDGE_KERAS_SAVES_BESIDE_GRAPH_H_

#include "base/json.h"

namespace weighbridge::keras {

// `layer` as it stands in the list of `model_config`: {"input_layers": ..., "layers": [...]}.
[[nodiscard]] bool is_beside_graph(json::Value layer, json::Value model_config);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_SAVES_BESIDE_GRAPH_H_
