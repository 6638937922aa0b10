#include <catch2/catch_test_macros.hpp>

#include "tree_builder.h"

namespace weighbridge::keras::testing {
namespace {

// keras-0.3.3_theano-0.9.0/b01_mlp_bn_prelu.h5 of the corpus, shortened.
TEST_CASE("Keras 0: numbered layers with numbered arrays") {
  TreeBuilder builder;
  builder.number("", "nb_layers", 3)
      .number("layer_0", "nb_params", 2)
      .dataset("layer_0/param_0", {12, 8})
      .dataset("layer_0/param_1", {8});
  builder.number("layer_1", "nb_params", 0).number("layer_2", "nb_params", 1).dataset("layer_2/param_0", {8});
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.layout == Layout::keras_0);
  CHECK(summary(checkpoint) == Names{"layer_0 ? filled", "layer_1 ? weightless", "layer_2 ? filled"});
  CHECK(checkpoint.layers[0].tensors[1].path == "layer_0/param_1");
  CHECK(roles(checkpoint.layers[0].tensors) == Names{"", ""});
  CHECK(checkpoint.writer.version.package == "keras");
  CHECK(checkpoint.writer.version.to == "0.3.3");
}

TEST_CASE("Keras 0: ten comes behind two") {
  TreeBuilder builder;
  builder.number("", "nb_layers", 11);
  for (int k = 0; k < 11; ++k) {
    const std::string layer = "layer_" + std::to_string(k);
    builder.number(layer, "nb_params", 11);
    for (int p = 0; p < 11; ++p) builder.dataset(layer + "/param_" + std::to_string(p), {1});
  }
  const Checkpoint checkpoint = builder.read();
  REQUIRE(checkpoint.layers.size() == 11);
  CHECK(checkpoint.layers[2].name == "layer_2");
  CHECK(checkpoint.layers[10].name == "layer_10");
  CHECK(checkpoint.layers[10].tensors[10].path == "layer_10/param_10");
}

TEST_CASE("Keras 0: a graph is one group") {
  TreeBuilder builder;
  builder.number("graph", "nb_params", 1).dataset("graph/param_0", {12, 6});
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.layout == Layout::keras_0);
  CHECK(summary(checkpoint) == Names{"graph ? filled"});
}

TEST_CASE("Keras 0: a save that stopped half way") {
  TreeBuilder builder;
  builder.number("", "nb_layers", 2).number("layer_0", "nb_params", 2).dataset("layer_0/param_0", {12, 8});
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"layer_0 ? missing", "layer_1 ? missing"});
  CHECK(checkpoint.listed_without_group == Names{"layer_1"});
  CHECK(checkpoint.listed_without_dataset == std::vector<keras::ListedWeight>{{"layer_0", "param_1"}});
}

TEST_CASE("Keras 0: counts that no file can keep are not believed") {
  TreeBuilder builder;
  builder.number("", "nb_layers", std::int64_t{1} << 60).number("layer_0", "nb_params", std::int64_t{1} << 60);
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.layers.size() <= 1001);
  CHECK(checkpoint.listed_without_dataset.size() <= 1000);
  CHECK(TreeBuilder().number("", "nb_layers", -5).read().layers.empty());
}

}  // namespace
}  // namespace weighbridge::keras::testing
