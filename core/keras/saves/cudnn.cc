#include "keras/saves/cudnn.h"

#include <cstdint>
#include <string_view>

#include "keras/class_table.h"

namespace weighbridge::keras {
namespace {

// The newer layout has no names of variables; what a wrapper holds in threes is recurrent.
bool is_called(const Tensor& tensor, std::string_view role, const Layer& layer) {
  if (!tensor.role.empty()) return tensor.role == role;
  return layer.class_name == "Bidirectional" || layer.class_name == "TimeDistributed";
}

bool is_of_user(const Layer& layer) { return !layer.class_name.empty() && need_of(layer.class_name) == Need::unknown; }

}  // namespace

Cudnn cudnn_of_bias(const Layer& layer, std::size_t at) {
  constexpr std::uint64_t kGatesOfGru = 3;
  constexpr std::uint64_t kGatesOfLstm = 4;
  if (at < 2) return Cudnn::none;
  const Tensor& bias = layer.tensors[at];
  const Tensor& recurrent = layer.tensors[at - 1];
  const Tensor& kernel = layer.tensors[at - 2];
  if (bias.shape.size() != 1 || recurrent.shape.size() != 2 || kernel.shape.size() != 2) return Cudnn::none;
  const std::uint64_t units = recurrent.shape[0];
  const std::uint64_t all = recurrent.shape[1];
  if (units == 0 || kernel.shape[1] != all || bias.shape[0] != 2 * all) return Cudnn::none;
  if (!is_called(bias, "bias", layer) || !is_called(recurrent, "recurrent_kernel", layer) || is_of_user(layer))
    return Cudnn::none;
  if (all == kGatesOfLstm * units) return Cudnn::lstm;
  return all == kGatesOfGru * units ? Cudnn::gru : Cudnn::none;
}

}  // namespace weighbridge::keras
