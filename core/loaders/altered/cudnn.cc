#include "loaders/altered/cudnn.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "keras/saves/cudnn.h"
#include "keras/tensors.h"
#include "loaders/causes.h"
#include "loaders/config/contradiction.h"
#include "loaders/load_weights.h"
#include "loaders/objects/not_loaded.h"

namespace weighbridge::loaders {
namespace {

bool is_wrapper(const Layer& layer) {
  return layer.class_name == "Bidirectional" || layer.class_name == "TimeDistributed";
}

// Made in Keras 3, a layer that has the name of its class is called after the class that takes its place.
std::string without_cudnn(std::string text) {
  constexpr std::string_view kPrefix = "cu_dnn";
  for (std::size_t at = text.find(kPrefix); at != std::string::npos; at = text.find(kPrefix, at))
    text.erase(at, kPrefix.size());
  return text;
}

std::string class_in_keras_3(const CudnnBias& one) { return one.is_gru ? "GRU" : "LSTM"; }

// "lstm/lstm_cell/bias", "bidirectional/forward_lstm/lstm_cell/bias"
std::string path_of_bias(const CudnnBias& one) {
  const std::string_view cell = one.is_gru ? "/gru_cell/bias" : "/lstm_cell/bias";
  const std::string owner(keras::owner_of(*one.bias));
  const std::string inner = owner.empty() ? one.layer->name : owner;
  return (is_wrapper(*one.layer) ? one.layer->name + '/' : "") + inner + std::string(cell);
}

// keras/src/legacy/saving/legacy_h5_format.py, _set_weights (3.0.5 to 3.15.1): the kernels fit, the bias does not.
std::string bias_of_both(const Generation& loader, const Contents& file, const CudnnBias& one) {
  const std::uint64_t both = one.bias->shape[0];
  using Shape = std::vector<std::uint64_t>;
  const Contradiction bias{.layer = one.layer->name,
                           .class_name = class_in_keras_3(one),
                           .needed = {},
                           .stored = one.layer->tensors.size(),
                           .shape = OtherShape{.name = "bias",
                                               .needed = one.is_gru ? Shape{2, both / 2} : Shape{both / 2},
                                               .stored = one.bias->shape,
                                               .path = path_of_bias(one)}};
  return without_cudnn(other_variables(loader, file, bias));
}

// By path: "layers/lstm/cell" is not in the file, which has "layers/cu_dnnlstm". Bidirectional looks for the layers
// that it has under names of its own and finds variables in them, not in their cells; it looks backward first.
std::string missing_by_path(const Generation& loader, const Contents& file) {
  Failed failed;
  bool begins_with_layer = false;
  for (const CudnnBias& one : file.cudnn) {
    const std::string name = class_in_keras_3(one);
    const std::string cell = one.is_gru ? "gru_cell" : "lstm_cell";
    const bool is_both_ways = one.layer->class_name == "Bidirectional";
    if (is_wrapper(*one.layer)) {
      const std::string_view first = failed.count % 4 == 0 ? "backward_" : "forward_";
      begins_with_layer = begins_with_layer || failed.count == 0;
      failed.add({.class_name = name,
                  .name = (is_both_ways ? std::string(first) : "") + (one.is_gru ? "gru" : "lstm"),
                  .variables = {}});
    }
    failed.add({.class_name = name + "Cell", .name = cell, .variables = {"kernel", "recurrent_kernel", "bias"}});
  }
  constexpr std::size_t kStored = 3;
  return not_loaded(loader, failed,
                    begins_with_layer ? received(loader, failed.first.front(), 0, kStored) : std::string());
}

constexpr std::string_view kConvert =
    " is no layer of Keras 3, which does not convert its weights: the bias is twice as long as that of LSTM and GRU, "
    "and the kernels are in another order. tf.keras up to 2.15 and tf_keras convert them: ";
constexpr std::string_view kSaveAgain =
    "load this file there with load_weights into the same model with LSTM and GRU(reset_after=True), and save the "
    "weights again.";
// A model with LSTM in it does not take the newer layout there either (2.15.1, tf_keras 2.21).
constexpr std::string_view kSaveTwice =
    "with the model as it was, load this file there and save its weights as .h5, load that into the same model with "
    "LSTM and GRU(reset_after=True), and save the weights again.";

}  // namespace

std::vector<CudnnBias> find_cudnn(const keras::Checkpoint& checkpoint) {
  std::vector<CudnnBias> found;
  for (const Layer& layer : checkpoint.layers) {
    for (std::size_t i = 2; i < layer.tensors.size(); ++i) {
      if (layer.tensors[i].shape.size() != 1) continue;
      const keras::Cudnn kind = keras::cudnn_of_bias(layer, i);
      if (kind != keras::Cudnn::none) found.push_back({&layer, &layer.tensors[i], kind == keras::Cudnn::gru});
    }
  }
  return found;
}

std::optional<Answer> load_cudnn(const Generation& loader, const Contents& file) {
  if (file.cudnn.empty() || !loader.is_keras_3()) return std::nullopt;
  const CudnnBias& first = file.cudnn.front();
  const std::string remedy = (first.is_gru ? "CuDNNGRU" : "CuDNNLSTM") + std::string(kConvert) +
                             std::string(file.is_legacy() ? kSaveAgain : kSaveTwice);
  return raises(file.is_legacy() ? bias_of_both(loader, file, first) : missing_by_path(loader, file), causes::none(),
                remedy);
}

}  // namespace weighbridge::loaders
