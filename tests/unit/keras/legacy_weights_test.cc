// The trees are those of real files of the corpus: keras-1.2.2_theano-1.0.5/b07_lstm_cpu,
// keras-2.3.1_tf-1.15.5/c07_duplicate_weight_names__full, tf2.15/B_mha.h5, keras3.15.1/A16_compiled_fit_model.h5 and
// others.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "tree_builder.h"

namespace weighbridge::keras::testing {
namespace {

TEST_CASE("legacy: layers in the order of layer_names") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"input_1", "dense", "dropout", "conv"})
      .text("", "backend", "tensorflow")
      .text("", "keras_version", "2.15.0");
  builder.legacy_layer("input_1", {})
      .legacy_layer("dense", {"dense/kernel:0", "dense/bias:0"})
      .legacy_layer("dropout", {})
      .legacy_layer("conv", {"conv/kernel:0"});
  builder.legacy_layer("top_level_model_weights", {"scale:0"});
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.layout == Layout::legacy_weights);
  CHECK(checkpoint.root.empty());
  CHECK(checkpoint.has_layer_names);
  CHECK_FALSE(checkpoint.layer_names_chunked);
  CHECK(checkpoint.keras_version == "2.15.0");
  CHECK(summary(checkpoint) ==
        Names{"input_1 InputLayer weightless", "dense Dense filled", "dropout Dropout weightless", "conv ? filled"});
  CHECK(checkpoint.layers[1].class_known_from == "name");
  CHECK(checkpoint.layers[1].tensors[0].path == "dense/dense/kernel:0");
  CHECK(roles(checkpoint.layers[1].tensors) == Names{"kernel", "bias"});
  REQUIRE(checkpoint.model_level.size() == 1);
  CHECK(checkpoint.model_level[0].path == "top_level_model_weights/scale:0");
}

TEST_CASE("legacy: never built, and layers whose need is not known") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"dense", "my_layer", "layer_normalization", "sequential_1"});
  for (const char* name : {"dense", "my_layer", "layer_normalization", "sequential_1"}) builder.legacy_layer(name, {});
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"dense Dense empty", "my_layer ? undetermined",
                                     "layer_normalization LayerNormalization undetermined",
                                     "sequential_1 Sequential undetermined"});
  CHECK_FALSE(checkpoint.has_weights_manifest);
}

TEST_CASE("legacy: a whole model, its config and its optimizer") {
  TreeBuilder builder;
  builder.text("", "keras_version", "3.15.1").text("", "backend", "tensorflow");
  builder.text("", "model_config",
               R"({"class_name": "Sequential", "config": {"name": "seq", "layers": [{"class_name": "Dense",
          "config": {"name": "head"}},
      {"class_name": "LayerNormalization", "config": {"name": "norm", "center": false, "scale": false}},
      {"class_name": "Lambda", "config": {"name": "times", "function": ["4wEAAAA=", null, null],
          "function_type": "lambda"}},
      {"module": "app", "class_name": "app>Mine", "config": {"name": "mine"}, "registered_name": "app>Mine"}]}})");
  builder.text("", "training_config", R"({"loss": "mse", "optimizer_config": {"class_name": "Adam", "config": {}}})");
  builder.names("model_weights", "layer_names", {"head", "norm", "times", "mine"});
  builder.legacy_layer("model_weights/head", {"seq/head/kernel", "seq/head/bias"});
  for (const char* name : {"norm", "times", "mine"}) builder.legacy_layer("model_weights/" + std::string(name), {});
  builder.names("optimizer_weights", "weight_names", {"adam/iteration", "adam/learning_rate"})
      .scalar("optimizer_weights/adam/iteration", 12)
      .dataset("optimizer_weights/adam/learning_rate", {});
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.layout == Layout::legacy_model);
  CHECK(checkpoint.root == "model_weights");
  CHECK(summary(checkpoint) == Names{"head Dense filled", "norm LayerNormalization weightless",
                                     "times Lambda weightless", "mine Mine undetermined"});
  CHECK(checkpoint.layers[0].path == "model_weights/head");
  CHECK(checkpoint.layers[0].class_known_from == "config");
  CHECK(checkpoint.layers[0].tensors[0].path == "model_weights/head/seq/head/kernel");
  CHECK(checkpoint.model_name == "seq");
  CHECK(checkpoint.config.compiled);
  CHECK_FALSE(checkpoint.config.has_build_config.has_value());
  CHECK(checkpoint.config.lambda_layers == Names{"times"});
  REQUIRE(checkpoint.optimizer);
  CHECK(checkpoint.optimizer->name == "adam");
  CHECK(checkpoint.optimizer->iterations == 12);
  CHECK(checkpoint.optimizer->tensors[0].path == "optimizer_weights/adam/iteration");
}

TEST_CASE("legacy: Keras 1 writes a Sequential's config as a list, and a Merge layer with its branches") {
  TreeBuilder builder;
  builder.text("", "keras_version", "1.2.2");
  builder.text(
      "", "model_config",
      R"({"class_name": "Sequential", "config": [{"class_name": "Merge", "config": {"name": "merge_1", "layers": [
      {"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "left"}}]}]}},
          {"class_name": "Dense", "config": {"name": "out"}}]})");
  builder.names("model_weights", "layer_names", {"left", "out"});
  builder.legacy_layer("model_weights/left", {"left_W", "left_b"}).legacy_layer("model_weights/out", {});
  CHECK(summary(builder.read()) == Names{"left Dense filled", "out Dense empty"});
}

TEST_CASE("legacy: nested models are one group") {
  TreeBuilder builder;
  builder.text("", "model_config", R"({"class_name": "Functional", "config": {"name": "m", "layers": [
      {"class_name": "Sequential", "config": {"name": "full", "layers": [{"class_name": "Dense",
          "config": {"name": "a"}}]}},
      {"class_name": "Sequential", "config": {"name": "empty", "layers": [{"class_name": "Dense",
          "config": {"name": "b"}}]}},
      {"class_name": "Sequential", "config": {"name": "plain", "layers": [{"class_name": "Dropout",
          "config": {"name": "c"}}]}},
      {"class_name": "Sequential", "config": {"name": "custom", "layers": [{"class_name": "Mine",
          "config": {"name": "d"}}]}}]}})");
  builder.names("model_weights", "layer_names", {"full", "empty", "plain", "custom"});
  builder.legacy_layer("model_weights/full", {"a/kernel:0", "a/bias:0"});
  for (const char* name : {"empty", "plain", "custom"}) builder.legacy_layer("model_weights/" + std::string(name), {});
  CHECK(summary(builder.read()) == Names{"full Sequential filled", "empty Sequential empty",
                                         "plain Sequential weightless", "custom Sequential undetermined"});
}

// keras/engine/topology.py 1.0.0: the names of a nested model's arrays come layer by layer, the arrays trainable ones
// first.
TEST_CASE("legacy: a role that the shape refutes is no role") {
  TreeBuilder builder;
  builder.text("", "keras_version", "1.0.0").names("", "layer_names", {"inner", "out"});
  builder.names("inner", "weight_names", {"dense_1_W", "dense_1_b", "bn_gamma", "dense_2_W"});
  builder.dataset("inner/dense_1_W", {4, 8})
      .dataset("inner/dense_1_b", {8, 2})
      .dataset("inner/bn_gamma", {8})
      .dataset("inner/dense_2_W", {8});
  builder.names("out", "weight_names", {"out_W", "out_b"}).dataset("out/out_W", {2, 3}).dataset("out/out_b", {3});
  const Checkpoint checkpoint = builder.read();
  REQUIRE(checkpoint.layers.size() == 2);
  const std::vector<Tensor>& inner = checkpoint.layers[0].tensors;
  CHECK(inner[0].role == "kernel");
  CHECK(inner[1].role.empty());  // "b", of two dimensions
  CHECK(inner[3].role.empty());  // "W", of one
  CHECK(checkpoint.layers[1].tensors[0].role == "kernel");
  CHECK(checkpoint.layers[1].tensors[1].role == "bias");
}

TEST_CASE("legacy: two layers of one name share one group") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"dense", "dense"}).legacy_layer("dense", {"dense/kernel:0"});
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"dense Dense filled", "dense Dense missing"});
  CHECK(checkpoint.listed_without_group == Names{"dense"});
}

TEST_CASE("legacy: names in chunks") {
  TreeBuilder builder;
  builder.names("", "layer_names0", {"a", "b"}).names("", "layer_names1", {"c"});
  builder.names("a", "weight_names0", {"a/x:0"})
      .names("a", "weight_names1", {"a/y:0"})
      .dataset("a/a/x:0", {2})
      .dataset("a/a/y:0", {2});
  builder.legacy_layer("b", {}).legacy_layer("c", {"c/k:0"});
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.layout == Layout::legacy_weights);
  CHECK(checkpoint.has_layer_names);
  CHECK(checkpoint.layer_names_chunked);
  CHECK(summary(checkpoint) == Names{"a ? filled", "b ? undetermined", "c ? filled"});
  CHECK(checkpoint.layers[0].tensors.size() == 2);
}

TEST_CASE("legacy: slashes in layer names, also one name as the beginning of another") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"block1/conv/a", "block1/conv", "b"});
  builder.legacy_layer("block1/conv/a", {"block1/conv/a/kernel:0"})
      .legacy_layer("block1/conv", {"block1/conv/kernel:0"})
      .group("b");
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"block1/conv/a ? filled", "block1/conv ? filled", "b ? undetermined"});
  CHECK(checkpoint.layers[0].tensors[0].path == "block1/conv/a/block1/conv/a/kernel:0");
}

TEST_CASE("legacy: strange names") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"", "dichte_größe", "a//b"});
  builder.legacy_layer("dichte_größe", {"dichte_größe/kernel:0"});
  builder.names("dup", "weight_names", {"b'dup/w:0'_2"}).dataset("dup/b'dup/w:0'_2", {2, 2});
  CHECK(summary(builder.read()) == Names{" ? missing", "dichte_größe ? filled", "a//b ? missing"});
}

TEST_CASE("legacy: converters write arrays without weight_names") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"conv1_1"})
      .dataset("conv1_1/conv1_1_W", {3, 3, 3, 64})
      .dataset("conv1_1/conv1_1_b", {64});
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.groups_without_weight_names == Names{"conv1_1"});
  CHECK(summary(checkpoint) == Names{"conv1_1 ? filled"});
  CHECK(roles(checkpoint.layers[0].tensors) == Names{"kernel", "bias"});
}

TEST_CASE("legacy: Keras 1 recurrent layers have an array a gate") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"lstm_1", "batchnormalization_1", "embedding_1", "timedistributed_1"});
  builder.legacy_layer("lstm_1", {"lstm_1_W_i", "lstm_1_U_i", "lstm_1_b_i", "lstm_1_W_f"});
  builder.legacy_layer("batchnormalization_1",
                       {"batchnormalization_1_gamma", "batchnormalization_1_beta", "batchnormalization_1_running_mean",
                        "batchnormalization_1_running_std"});
  builder.legacy_layer("embedding_1", {"embedding_1_W"}).legacy_layer("timedistributed_1", {"dense_1_W", "dense_1_b"});
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"lstm_1 LSTM filled", "batchnormalization_1 BatchNormalization filled",
                                     "embedding_1 Embedding filled", "timedistributed_1 TimeDistributed filled"});
  CHECK(roles(checkpoint.layers[0].tensors) == Names{"kernel_i", "recurrent_kernel_i", "bias_i", "kernel_f"});
  CHECK(roles(checkpoint.layers[1].tensors) == Names{"gamma", "beta", "moving_mean", "moving_variance"});
  CHECK(roles(checkpoint.layers[2].tensors) == Names{"embeddings"});
  CHECK(roles(checkpoint.layers[3].tensors) == Names{"kernel", "bias"});
}

TEST_CASE("legacy: the optimizers of all generations count their steps") {
  const auto iterations = [](const std::string& name) {
    TreeBuilder builder;
    builder.text("", "model_config", "{}").names("model_weights", "layer_names", {});
    builder.names("optimizer_weights", "weight_names", {name, "gone"}).scalar("optimizer_weights/" + name, 41);
    const Checkpoint checkpoint = builder.read();
    REQUIRE(checkpoint.optimizer);
    CHECK(checkpoint.optimizer->tensors.size() == 1);
    return std::pair(checkpoint.optimizer->name, checkpoint.optimizer->iterations);
  };
  CHECK(iterations("Adam/iterations:0") == std::pair(std::string("adam"), std::optional<std::uint64_t>(41)));
  CHECK(iterations("training/Adam/iter:0") == std::pair(std::string("adam"), std::optional<std::uint64_t>(41)));
  CHECK(iterations("iteration:0") == std::pair(std::string(""), std::optional<std::uint64_t>(41)));
  CHECK(iterations("rmsprop_1/iteration") == std::pair(std::string("rmsprop"), std::optional<std::uint64_t>(41)));
  CHECK(iterations("param_0") == std::pair(std::string(""), std::optional<std::uint64_t>()));
}

TEST_CASE("legacy: no optimizer_weights, no optimizer") {
  TreeBuilder builder;
  builder.text("", "model_config", "{}").text("", "training_config", "{}").names("model_weights", "layer_names", {});
  const Checkpoint checkpoint = builder.read();
  CHECK_FALSE(checkpoint.optimizer.has_value());
  CHECK(checkpoint.config.compiled);
  CHECK(checkpoint.layers.empty());
  CHECK(checkpoint.has_layer_names);
}

}  // namespace
}  // namespace weighbridge::keras::testing
