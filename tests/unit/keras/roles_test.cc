#include "keras/roles.h"

#include <catch2/catch_test_macros.hpp>
#include <utility>

#include "tree_builder.h"

namespace weighbridge::keras::testing {
namespace {

struct Variable {
  Shape shape;
  std::string dtype = "float32";
};

Names roles_of(std::string_view class_name, const std::vector<Variable>& variables,
               const LayerConfig* config = nullptr) {
  std::vector<Tensor> tensors;
  for (const Variable& variable : variables) {
    Tensor tensor;
    tensor.shape = variable.shape;
    tensor.dtype = variable.dtype;
    tensors.push_back(std::move(tensor));
  }
  assign_v3_roles(class_name, config, tensors);
  return roles(tensors);
}

TEST_CASE("v3 roles by class and place") {
  CHECK(roles_of("Dense", {{{20, 8}}, {{8}}}) == Names{"kernel", "bias"});
  CHECK(roles_of("Conv2D", {{{3, 3, 1, 4}}}) == Names{"kernel"});
  CHECK(roles_of("SeparableConv2D", {{{3, 3, 4, 1}}, {{1, 1, 4, 5}}, {{5}}}) ==
        Names{"depthwise_kernel", "pointwise_kernel", "bias"});
  CHECK(roles_of("Embedding", {{{11, 8}}}) == Names{"embeddings"});
  CHECK(roles_of("BatchNormalization", {{{5}}, {{5}}, {{5}}, {{5}}}) ==
        Names{"gamma", "beta", "moving_mean", "moving_variance"});
  CHECK(roles_of("LayerNormalization", {{{8}}, {{8}}}) == Names{"gamma", "beta"});
  CHECK(roles_of("LSTMCell", {{{3, 16}}, {{4, 16}}, {{16}}}) == Names{"kernel", "recurrent_kernel", "bias"});
  CHECK(roles_of("Normalization", {{{4}}, {{4}}, {{}, "int64"}}) == Names{"mean", "variance", "count"});
  CHECK(roles_of("PReLU", {{{8}}}) == Names{"alpha"});
  CHECK(roles_of("SpectralNormalization", {{{4, 3}}, {{1, 3}}}) == Names{"kernel", "vector_u"});
  CHECK(roles_of("SpectralNormalization", {{{1, 3}}}) == Names{"vector_u"});
  CHECK(roles_of("Mine", {{{4, 4}}, {{4}}}) == Names{"", ""});
}

TEST_CASE("v3 roles are not guessed where gamma or beta may be missing") {
  CHECK(roles_of("BatchNormalization", {{{5}}, {{5}}}) == Names{"moving_mean", "moving_variance"});
  CHECK(roles_of("BatchNormalization", {{{5}}, {{5}}, {{5}}}) == Names{"", "moving_mean", "moving_variance"});
  CHECK(roles_of("LayerNormalization", {{{8}}}) == Names{""});
  LayerConfig only_scale;
  only_scale.scale = true;
  only_scale.center = false;
  CHECK(roles_of("BatchNormalization", {{{5}}, {{5}}, {{5}}}, &only_scale) ==
        Names{"gamma", "moving_mean", "moving_variance"});
  LayerConfig only_center;
  only_center.scale = false;
  only_center.center = true;
  CHECK(roles_of("LayerNormalization", {{{8}}}, &only_center) == Names{"beta"});
}

// Shapes of keras3.15.1/B_quant_int8, B_quant_int4, B_quant_float8 of the corpus; gptq and awq by the specification in
// keras/src/layers/core/dense.py 3.15.1.
TEST_CASE("v3 roles of quantized layers") {
  CHECK(roles_of("Dense", {{{8, 6}, "int8"}, {{6}}, {{6}}}) == Names{"kernel", "bias", "kernel_scale"});
  CHECK(roles_of("Dense", {{{8, 6}, "int8"}, {{6}}}) == Names{"kernel", "kernel_scale"});
  CHECK(roles_of("Dense", {{{8, 3}, "int8"}, {{6}}, {{1, 6}}, {{1, 6}, "int8"}, {{8}}}) ==
        Names{"kernel", "bias", "kernel_scale", "kernel_zero", "g_idx"});
  CHECK(roles_of("Dense", {{{8, 3}, "int8"}, {{1, 6}}, {{1, 6}, "int8"}, {{8}}}) ==
        Names{"kernel", "kernel_scale", "kernel_zero", "g_idx"});
  const std::vector<Variable> float8{{{8, 6}}, {{6}}, {{}}, {{1024}}, {{}}, {{1024}}, {{}}, {{1024}}};
  CHECK(roles_of("Dense", float8) == Names{"kernel", "bias", "inputs_scale", "inputs_amax_history", "kernel_scale",
                                           "kernel_amax_history", "outputs_grad_scale", "outputs_grad_amax_history"});
  CHECK(roles_of("Dense", {{{6}}, {{3, 8}, "uint8"}, {{6, 1}}, {{6, 1}, "uint8"}, {{8}}}) ==
        Names{"bias", "quantized_kernel", "kernel_scale", "kernel_zero", "g_idx"});
  CHECK(roles_of("Embedding", {{{11, 8}, "int8"}, {{11}}}) == Names{"embeddings", "embeddings_scale"});
}

TEST_CASE("legacy roles by name") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"dense/kernel:0", "kernel"},
      {"sequential/dense/kernel", "kernel"},
      {"kernel", "kernel"},
      {"conv2d/kernel_1:0", "kernel"},
      {"bidirectional/forward_lstm/lstm_cell/recurrent_kernel:0", "recurrent_kernel"},
      {"batch_normalization/moving_variance:0", "moving_variance"},
      {"p_re_lu/alpha:0", "alpha"},
      {"dense_1_W", "kernel"},
      {"dense_1_b", "bias"},
      {"dense_1_W:0", "kernel"},
      {"block1/dense_W", "kernel"},
      {"block1_conv1_W_1:0", "kernel"},
      {"block1_conv1_b_1:0", "bias"},
      {"lstm_1_U_f", "recurrent_kernel_f"},
      {"lstm_1_b_o", "bias_o"},
      {"gru_1_W_z", "kernel_z"},
      {"batchnormalization_1_running_mean", "moving_mean"},
      {"batchnormalization_1_running_std", "moving_variance"},
      {"prelu_1_alphas", "alpha"},
      {"seed_generator/seed_generator_state", "seed_generator_state"},
      {"param_0", ""},
      {"dup/w:0", ""},
      {"b'dup/w:0'_2", ""},
      {"Variable:0", ""},
      {"", ""},
  };
  for (const auto& [name, role] : cases) {
    CAPTURE(name);
    CHECK(role_of_weight_name(name, "Dense") == role);
  }
  CHECK(role_of_weight_name("embedding_1_W", "Embedding") == "embeddings");
}

}  // namespace
}  // namespace weighbridge::keras::testing
