#include "keras/roles.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>

#include "keras/class_table.h"
#include "keras/quantized/quantization.h"

namespace weighbridge::keras {
namespace {

void name_in_order(std::span<Tensor> tensors, std::initializer_list<std::string_view> roles) {
  const std::size_t n = std::min(tensors.size(), roles.size());
  for (std::size_t i = 0; i < n; ++i) tensors[i].role = roles.begin()[i];
}

bool is_any(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::contains(names, name);
}

void name_kernel_and_bias(std::span<Tensor> tensors) {
  if (name_quantized_roles(tensors, false)) return;
  name_in_order(tensors, {"kernel", "bias"});
}

void name_separable(std::span<Tensor> tensors) {
  name_in_order(tensors, {"depthwise_kernel", "pointwise_kernel", "bias"});
}

// gamma and beta may each be missing; with one of them only the config can tell which.
void name_scale_and_shift(std::span<Tensor> tensors, std::size_t statistics, const LayerConfig* config) {
  const std::size_t vectors = tensors.size() >= statistics ? tensors.size() - statistics : 0;
  if (vectors >= 2) {
    name_in_order(tensors, {"gamma", "beta"});
  } else if (vectors == 1 && config != nullptr && config->scale && config->center &&
             *config->scale != *config->center) {
    tensors[0].role = *config->scale ? "gamma" : "beta";
  }
  if (statistics > 0 && vectors <= 2) name_in_order(tensors.subspan(vectors), {"moving_mean", "moving_variance"});
}

std::string_view without_output_index(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(0, colon);
}

// The names that Keras' own layers give to their variables; TensorFlow may add a counter ("kernel_1").
constexpr auto kRoles = std::to_array<std::string_view>({
    "kernel",
    "bias",
    "gamma",
    "beta",
    "moving_mean",
    "moving_variance",
    "recurrent_kernel",
    "embeddings",
    "depthwise_kernel",
    "pointwise_kernel",
    "alpha",
    "mean",
    "variance",
    "count",
    "scale",
    "vector_u",
    "attention_v",
    "recurrent_bias",
    "kernel_scale",
    "embeddings_scale",
    "attention_scale",
    "attention_c",
    "t_left",
    "a_left",
    "t_right",
    "a_right",
    "seed_generator_state",
    "lora_kernel_a",
    "lora_kernel_b",
    "lora_embeddings_a",
    "lora_embeddings_b",
});

bool is_gate(std::string_view name) { return is_any(name, {"i", "f", "c", "o", "z", "r", "h"}); }

// Keras 1: <layer>_W, _b, _U and, with one array a gate, _W_i, _U_i, _b_i (keras/layers/recurrent.py 1.2.2). Its
// running_std holds the variance (keras/layers/normalization.py 1.2.2).
std::string role_of_keras_1_suffix(std::string_view name, std::string_view layer_class) {
  if (name.ends_with("_running_mean")) return "moving_mean";
  if (name.ends_with("_running_std")) return "moving_variance";
  for (const std::string_view role : {"gamma", "beta", "embeddings", "kernel", "bias", "alphas"}) {
    if (name.size() > role.size() && name.ends_with(role) && name[name.size() - role.size() - 1] == '_') {
      return role == "alphas" ? "alpha" : std::string(role);
    }
  }
  std::string gate;
  std::size_t underscore = name.rfind('_');
  if (underscore == std::string_view::npos) return {};
  if (is_gate(name.substr(underscore + 1))) {
    gate = name.substr(underscore);
    name = name.substr(0, underscore);
    underscore = name.rfind('_');
    if (underscore == std::string_view::npos) return {};
  }
  const std::string_view letter = name.substr(underscore + 1);
  if (letter == "W") return layer_class == "Embedding" ? "embeddings" : "kernel" + gate;
  if (letter == "U") return "recurrent_kernel" + gate;
  if (letter == "b") return "bias" + gate;
  return {};
}

}  // namespace

void assign_v3_roles(std::string_view class_name, const LayerConfig* config, std::span<Tensor> tensors) {
  if (tensors.empty()) return;
  if (is_any(class_name,
             {"Dense", "EinsumDense", "Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose",
              "Conv3DTranspose", "DepthwiseConv1D", "DepthwiseConv2D", "LocallyConnected1D", "LocallyConnected2D"})) {
    name_kernel_and_bias(tensors);
  } else if (is_any(class_name, {"SeparableConv1D", "SeparableConv2D"})) {
    name_separable(tensors);
  } else if (is_any(class_name, {"LSTMCell", "GRUCell", "SimpleRNNCell", "ConvLSTMCell", "CuDNNLSTM", "CuDNNGRU",
                                 "LSTM", "GRU", "SimpleRNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"})) {
    name_in_order(tensors, {"kernel", "recurrent_kernel", "bias"});
  } else if (is_any(class_name, {"BatchNormalization", "SyncBatchNormalization"})) {
    name_scale_and_shift(tensors, 2, config);
  } else if (is_any(class_name, {"LayerNormalization", "GroupNormalization"})) {
    name_scale_and_shift(tensors, 0, config);
  } else if (class_name == "RMSNormalization") {
    name_in_order(tensors, {"scale"});
  } else if (is_any(class_name, {"Embedding", "ReversibleEmbedding"})) {
    if (!name_quantized_roles(tensors, true)) name_in_order(tensors, {"embeddings", "reverse_embeddings"});
  } else if (class_name == "Normalization") {
    name_in_order(tensors, {"mean", "variance", "count"});
  } else if (class_name == "PReLU") {
    name_in_order(tensors, {"alpha"});
  } else if (is_any(class_name, {"Attention", "AdditiveAttention"})) {
    name_in_order(tensors, {"scale"});
  } else if (class_name == "SpectralNormalization") {
    // It keeps the kernel of the layer inside as its own as well (3.3.3 and 3.15.1, build()): that is saved twice.
    if (tensors.size() > 1)
      name_in_order(tensors, {"kernel", "vector_u"});
    else
      name_in_order(tensors, {"vector_u"});
  }
}

std::string role_of_weight_name(std::string_view weight_name, std::string_view layer_class) {
  std::string_view last = without_output_index(weight_name);
  if (const std::size_t slash = last.rfind('/'); slash != std::string_view::npos) last = last.substr(slash + 1);
  if (std::ranges::contains(kRoles, last)) return std::string(last);
  if (const std::string_view stem = split_counter(last).stem; std::ranges::contains(kRoles, stem))
    return std::string(stem);
  if (last.contains("seed_generator_state")) return "seed_generator_state";
  if (last.starts_with("param_")) return {};
  // TensorFlow adds a counter where a session has two variables of one name: block1_conv1_W_1.
  const std::string role = role_of_keras_1_suffix(last, layer_class);
  return role.empty() ? role_of_keras_1_suffix(split_counter(last).stem, layer_class) : role;
}

}  // namespace weighbridge::keras
