// CuDNNLSTM and CuDNNGRU (keras/saves/cudnn.h), which Keras 3 does not have.
#ifndef WEIGHBRIDGE_LOADERS_ALTERED_CUDNN_H_
#define WEIGHBRIDGE_LOADERS_ALTERED_CUDNN_H_

#include <optional>
#include <vector>

#include "keras/checkpoint.h"
#include "loaders/answer.h"
#include "loaders/contents.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {

// In the order of the file. Layers of the user's own classes are left out.
[[nodiscard]] std::vector<CudnnBias> find_cudnn(const keras::Checkpoint& checkpoint);

// load_weights of Keras 3 into a model with LSTM and GRU(reset_after=True) in their place; none of another loader, or
// where the file has none.
[[nodiscard]] std::optional<Answer> load_cudnn(const Generation& loader, const Contents& file);

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_ALTERED_CUDNN_H_
