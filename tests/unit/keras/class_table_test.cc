#include "keras/class_table.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

namespace weighbridge::keras {
namespace {

// Computed with keras.utils.naming.to_snake_case of Keras 3.15.1.
TEST_CASE("class names become path names as Keras makes them") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"Dense", "dense"},
      {"Conv2D", "conv2d"},
      {"Conv2DTranspose", "conv2d_transpose"},
      {"DepthwiseConv2D", "depthwise_conv2d"},
      {"BatchNormalization", "batch_normalization"},
      {"LSTM", "lstm"},
      {"ConvLSTM2D", "conv_lstm2d"},
      {"PReLU", "p_re_lu"},
      {"LeakyReLU", "leaky_re_lu"},
      {"STFTSpectrogram", "stft_spectrogram"},
      {"GlobalAveragePooling1D", "global_average_pooling1d"},
      {"CuDNNLSTM", "cu_dnnlstm"},
      {"MyLSTMCell2D_v2", "my_lstm_cell2d_v2"},
      {"TFSMLayer", "tfsm_layer"},
      {"UpSampling2D", "up_sampling2d"},
      {"RNN", "rnn"},
      {"", ""},
  };
  for (const auto& [class_name, path_name] : cases) {
    CAPTURE(class_name);
    CHECK(snake_case(class_name) == path_name);
  }
}

TEST_CASE("counters are split off names, and nothing else is") {
  CHECK(split_counter("dense_10").stem == "dense");
  CHECK(split_counter("dense_10").counter == 10);
  CHECK(split_counter("conv2d").stem == "conv2d");
  CHECK(split_counter("conv2d").counter == 0);
  CHECK(split_counter("dense_01").stem == "dense_01");
  CHECK(split_counter("dense_").stem == "dense_");
  CHECK(split_counter("_1").stem == "_1");
  CHECK(split_counter("dense_99999999999999999999").stem == "dense_99999999999999999999");
  CHECK(counted_less("dense_2", "dense_10"));
  CHECK_FALSE(counted_less("dense_10", "dense_2"));
  CHECK(counted_less("dense", "dense_1"));
}

TEST_CASE("v3 path names tell the class") {
  CHECK(class_of_path_name("dense") == "Dense");
  CHECK(class_of_path_name("conv2d_transpose_12") == "Conv2DTranspose");
  CHECK(class_of_path_name("multi_head_attention") == "MultiHeadAttention");
  CHECK(class_of_path_name("my_dense").empty());
  CHECK(class_of_path_name("dense1").empty());
}

TEST_CASE("default names tell the class in every generation") {
  CHECK(class_of_default_name("dense_1") == "Dense");
  CHECK(class_of_default_name("batch_normalization") == "BatchNormalization");
  CHECK(class_of_default_name("batchnormalization_3") == "BatchNormalization");  // Keras 1
  CHECK(class_of_default_name("convolution2d_3") == "Convolution2D");
  CHECK(class_of_default_name("cu_dnnlstm_1") == "CuDNNLSTM");
  CHECK(class_of_default_name("input_1") == "InputLayer");
  CHECK(class_of_default_name("input_layer_2") == "InputLayer");
  CHECK(class_of_default_name("dense_1_input") == "InputLayer");
  CHECK(class_of_default_name("tf.nn.relu_2") == "TFOpLambda");
  CHECK(class_of_default_name("functional_1") == "Functional");
}

TEST_CASE("names that a person chose tell nothing") {
  for (const char* name : {"dense_out", "block1_conv1", "conv1", "head", "my_input", "encoder", "fc1000", ""}) {
    CAPTURE(name);
    CHECK(class_of_default_name(name).empty());
  }
}

TEST_CASE("what classes need") {
  CHECK(need_of("Dense") == Need::always);
  CHECK(need_of("MaxoutDense") == Need::always);
  CHECK(need_of("BatchNormalization") == Need::always);
  CHECK(need_of("LayerNormalization") == Need::sometimes);
  CHECK(need_of("TextVectorization") == Need::sometimes);
  CHECK(need_of("TimeDistributed") == Need::sometimes);
  CHECK(need_of("Dropout") == Need::never);
  CHECK(need_of("InputLayer") == Need::never);
  CHECK(need_of("TensorFlowOpLayer") == Need::never);
  CHECK(need_of("Sequential") == Need::container);
  CHECK(need_of("CustomDense") == Need::unknown);
  CHECK(need_of("dense") == Need::unknown);
}

TEST_CASE("the last word of a name says whether a layer should have weights") {
  const auto promises = [](std::string name, std::string class_name = "") {
    Layer layer;
    layer.name = std::move(name);
    layer.class_name = std::move(class_name);
    return name_promises_weights(layer);
  };
  for (const char* name : {"my_dense", "input_block", "out_conv2d_3", "encoder", "attention_layer_1", "dense1",
                           "rnn_layer", "batchnorm", "Token_Embedding"}) {
    CAPTURE(name);
    CHECK(promises(name));
  }
  for (const char* name : {"encoder_input", "decoder_inputs", "conv1_pool_2", "input_block_conv1_act", "rnn_concat",
                           "attention_weights", "attention_t", "conv1_pad", "dense_drop", "bilinear_up_sampling2d_1",
                           "encoder_maxpool", "s0", "layer", "layer_1", "conv_up3", ""}) {
    CAPTURE(name);
    CHECK_FALSE(promises(name));
  }
  CHECK(promises("", "ConvBNAct2"));
  CHECK(promises("", "AttentionLayer"));
  CHECK_FALSE(promises("", "AttentionPooling"));
  CHECK_FALSE(promises("", "Sampling"));
}

TEST_CASE("only layers with inner layers are composite") {
  for (const char* name : {"LSTM", "Bidirectional", "MultiHeadAttention", "GroupedQueryAttention", "TimeDistributed",
                           "SpectralNormalization"}) {
    CAPTURE(name);
    REQUIRE(find_class(name) != nullptr);
    CHECK(find_class(name)->composite);
  }
  CHECK_FALSE(find_class("Dense")->composite);
  CHECK_FALSE(find_class("Sequential")->composite);
  CHECK(find_class("Unheard") == nullptr);
}

}  // namespace
}  // namespace weighbridge::keras
