// The gates of recurrent layers calculate with hard_sigmoid or with sigmoid, and the default changed: LSTM and GRU in
// Keras 2.3 and tf.keras 2.0, ConvLSTM1D to 3D in Keras 3. hard_sigmoid itself is 0.2 * x + 0.5 in Keras 2 and
// x / 6 + 0.5 in Keras 3, cut to 0 .. 1. keras/layers/recurrent.py and backend/tensorflow_backend.py (2.2.4, 2.3.1),
// keras/src/layers/rnn/base_conv_lstm.py (2.15), conv_lstm.py and backend/*/nn.py (3.0.5 to 3.15.1); run in all.
#ifndef WEIGHBRIDGE_LOADERS_CONFIG_HARD_SIGMOID_H_
#define WEIGHBRIDGE_LOADERS_CONFIG_HARD_SIGMOID_H_

#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// load_weights, which `answer` says succeeds: with which activation the layers in code predict the same.
[[nodiscard]] Answer ask_for_activation(Answer answer, const Generation& loader, const Contents& file);

// load_model, which returns: what calculates otherwise there; "" if nothing does.
[[nodiscard]] std::string other_hard_sigmoid(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_CONFIG_HARD_SIGMOID_H_
