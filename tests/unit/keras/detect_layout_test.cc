#include <catch2/catch_test_macros.hpp>

#include "tree_builder.h"

namespace weighbridge::keras::testing {
namespace {

Layout layout_of(const TreeBuilder& builder) { return detect_layout(builder.tree()); }

TEST_CASE("layouts have the ids of the report") {
  CHECK(layout_id(Layout::v3_weights) == "keras-v3-weights");
  CHECK(layout_id(Layout::legacy_weights) == "keras-legacy-weights");
  CHECK(layout_id(Layout::legacy_model) == "keras-legacy-model");
  CHECK(layout_id(Layout::keras_0) == "keras-0");
  CHECK(layout_id(Layout::hdf5_other) == "hdf5-other");
  CHECK(layout_id(Layout::lora_adapter) == "keras-lora-adapter");
}

TEST_CASE("the root tells the layout") {
  CHECK(layout_of(TreeBuilder().names("", "layer_names", {})) == Layout::legacy_weights);
  CHECK(layout_of(TreeBuilder().names("", "layer_names0", {"a"})) == Layout::legacy_weights);
  CHECK(layout_of(TreeBuilder().text("", "model_config", "{}").group("model_weights")) == Layout::legacy_model);
  CHECK(layout_of(TreeBuilder().names("model_weights", "layer_names", {})) == Layout::legacy_model);
  CHECK(layout_of(TreeBuilder().number("", "nb_layers", 0)) == Layout::keras_0);
  CHECK(layout_of(TreeBuilder().number("graph", "nb_params", 0)) == Layout::keras_0);
  CHECK(layout_of(TreeBuilder().vars("", {})) == Layout::v3_weights);
  CHECK(layout_of(TreeBuilder().vars("layers/dense", {})) == Layout::v3_weights);
  CHECK(layout_of(TreeBuilder().vars("optimizer", {{}})) == Layout::v3_weights);
  CHECK(layout_of(TreeBuilder().group("_layer_checkpoint_dependencies\\dense/vars")) == Layout::v3_weights);
}

TEST_CASE("one array of a cut file that can't be read does not hide the layout") {
  CHECK(layout_of(TreeBuilder().dataset("layers/dense/vars/0", {4, 2}).unreadable("layers/dense/vars/1")) ==
        Layout::v3_weights);
  CHECK(layout_of(TreeBuilder().dataset("vars/0", {4, 2}).unreadable("vars/pressure")) == Layout::hdf5_other);
}

TEST_CASE("foreign files") {
  CHECK(layout_of(TreeBuilder()) == Layout::hdf5_other);
  CHECK(layout_of(TreeBuilder().dataset("images", {100, 28, 28})) == Layout::hdf5_other);
  CHECK(layout_of(TreeBuilder().dataset("conv1.weight", {3, 3})) == Layout::hdf5_other);
  CHECK(layout_of(TreeBuilder().dataset("graph", {3})) == Layout::hdf5_other);
  // A table of somebody else's variables.
  CHECK(layout_of(TreeBuilder().dataset("vars/temperature", {10}).dataset("vars/pressure", {10})) ==
        Layout::hdf5_other);
  CHECK(layout_of(TreeBuilder().dataset("vars", {3})) == Layout::hdf5_other);
  CHECK(layout_of(TreeBuilder().dataset("lora/vars/rank", {}).dataset("lora/3/vars/lora_kernel_a", {4, 2})) ==
        Layout::lora_adapter);
  CHECK(layout_of(TreeBuilder().dataset("lora/3", {4, 2})) == Layout::hdf5_other);
}

TEST_CASE("a model saved into a group of a larger file") {
  TreeBuilder builder;
  builder.dataset("notes", {3})
      .text("runs/experiment_7", "model_config", "{}")
      .names("runs/experiment_7/model_weights", "layer_names", {"dense_1"});
  const Checkpoint whole = builder.read();
  CHECK(whole.layout == Layout::hdf5_other);
  CHECK(whole.nested_model_at == "runs/experiment_7");
  CHECK(whole.layers.empty());

  CHECK(TreeBuilder().names("best", "layer_names", {"dense_1"}).read().nested_model_at == "best");
  CHECK_FALSE(TreeBuilder().group("best/of/all").read().nested_model_at.has_value());
  CHECK_FALSE(
      TreeBuilder().names("", "layer_names", {}).names("inner", "layer_names", {}).read().nested_model_at.has_value());
}

}  // namespace
}  // namespace weighbridge::keras::testing
