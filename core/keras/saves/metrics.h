// Metrics in the list of layers. A metric is a layer to tf.keras, and up to TensorFlow 2.3 one that a model keeps in an
// attribute (self.loss_tracker = Mean()) stands among its layers (keras/engine/base_layer.py, _flatten_layers; 2.4.4
// and later leave it out).
#ifndef WEIGHBRIDGE_KERAS_SAVES_METRICS_H_
#define WEIGHBRIDGE_KERAS_SAVES_METRICS_H_

#include <string>
#include <vector>

#include "keras/checkpoint.h"

namespace weighbridge::keras {

// By its variables: they have names that metrics give, and none of a layer before them ("total:0").
[[nodiscard]] bool is_metric(const Layer& layer);
[[nodiscard]] std::vector<std::string> listed_metrics(const Checkpoint& checkpoint);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_SAVES_METRICS_H_
