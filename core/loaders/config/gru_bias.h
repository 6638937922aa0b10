// GRU has two forms, told apart by its bias: (3 * units,) with reset_after=False, (2, 3 * units) with True. The default
// was False in Keras up to 2.3.1 and tf.keras 1.x, and is True in tf.keras 2.0 and later and in Keras 3; Keras
// before 2.1.3 did not write the argument. keras/layers/recurrent.py (2.1.2, 2.3.1),
// tensorflow/python/keras/layers/recurrent_v2.py (2.1), keras/src/layers/rnn/gru.py (3.15.1).
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_GRU_BIAS_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_GRU_BIAS_H_

#include <optional>
#include <string>

#include "loaders/answer.h"
#include "loaders/config/contradiction.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// The first such layer that load_model makes in the other form: the config does not say reset_after, and the default is
// not what was saved.
[[nodiscard]] std::optional<Contradiction> other_gru_by_default(const Generation& loader, const Contents& file);
// load_weights, which `answer` says succeeds: which argument the layers in code need for that.
[[nodiscard]] Answer ask_for_gru(Answer answer, const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_GRU_BIAS_H_
