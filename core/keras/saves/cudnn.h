// CuDNNLSTM and CuDNNGRU, by the shapes of their weights.
//
// Their bias holds both of cuDNN's in a row: (8 * units,) and (6 * units,). An LSTM has (4 * units,), a GRU
// (3 * units,) or, with reset_after=True, (2, 3 * units); the kernels have the same shapes with other values in them.
// keras/layers/cudnn_recurrent.py (2.2.4), keras/src/layers/rnn/cudnn_lstm.py and cudnn_gru.py (TensorFlow 2.15).
#ifndef WEIGHBRIDGE_KERAS_SAVES_CUDNN_H_
#define WEIGHBRIDGE_KERAS_SAVES_CUDNN_H_

#include <cstddef>

#include "weighbridge/layer.h"

namespace weighbridge::keras {

enum class Cudnn { none, lstm, gru };

// Whether the tensor at this place is such a bias, behind its two kernels.
[[nodiscard]] Cudnn cudnn_of_bias(const Layer& layer, std::size_t at);

}  // namespace weighbridge::keras

#endif  // WEIGHBRIDGE_KERAS_SAVES_CUDNN_H_
