// Trees that no Keras wrote: whatever a file holds, reading it ends, and what it says is consistent.
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>

#include "tree_builder.h"
#include "weighbridge/limits.h"

namespace weighbridge::keras::testing {
namespace {

// xorshift64: the same numbers everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}
  std::uint64_t below(std::uint64_t n) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_ % n;
  }

 private:
  std::uint64_t state_;
};

std::string random_name(Random& random) {
  static const Names names{"vars",
                           "layers",
                           "dense",
                           "dense_1",
                           "lstm",
                           "cell",
                           "cells",
                           "layer",
                           "_layer_checkpoint_dependencies",
                           "optimizer",
                           "metrics",
                           "0",
                           "1",
                           "model_weights",
                           "optimizer_weights",
                           "graph",
                           "layer_0",
                           "param_0",
                           "seed_generator",
                           "bidirectional",
                           "forward_layer",
                           "backward_layer",
                           "query_dense",
                           "key_dense",
                           "value_dense",
                           "a\\b",
                           "\\",
                           "layers\\dense\\vars",
                           "sequential",
                           "container",
                           "\xC3\xA4",
                           "top_level_model_weights",
                           "d_optimizer",
                           "loss_tracker",
                           "time_distributed",
                           "dropout",
                           "x_99999999999999999999",
                           "_",
                           "dense_"};
  return names[random.below(names.size())];
}

void add_attribute(TreeBuilder& builder, const std::string& path, Random& random) {
  static const Names attributes{"layer_names", "weight_names",  "layer_names0",    "weight_names0",
                                "name",        "keras_version", "backend",         "nb_layers",
                                "nb_params",   "model_config",  "training_config", "dtype"};
  const std::string name = attributes[random.below(attributes.size())];
  switch (random.below(4)) {
    case 0:
      builder.names(path, name, {random_name(random), random_name(random) + "/" + random_name(random), ""});
      break;
    case 1:
      builder.text(path, name,
                   random.below(2) == 0
                       ? "{\"class_name\": \"Sequential\", \"config\": [{}, 3, {\"class_name\": \"Dense\"}]}"
                       : random_name(random));
      break;
    case 2:
      builder.number(path, name, static_cast<std::int64_t>(random.below(5)) - 1);
      break;
    default:
      builder.names(path, name, {});
      break;
  }
}

TreeBuilder random_tree(std::uint64_t seed) {
  Random random(seed);
  TreeBuilder builder;
  for (std::uint64_t i = 0, n = random.below(40); i < n; ++i) {
    std::string path = random_name(random);
    for (std::uint64_t depth = random.below(5); depth > 0; --depth) path += "/" + random_name(random);
    switch (random.below(6)) {
      case 0:
        builder.dataset(path, {random.below(4), random.below(4)});
        break;
      case 1:
        builder.scalar(path, static_cast<std::int64_t>(random.below(9)) - 4);
        break;
      case 2:
        builder.unreadable(path);
        break;
      case 3:
        add_attribute(builder, path, random);
        break;
      default:
        builder.group(path);
        break;
    }
    if (random.below(8) == 0) add_attribute(builder, "", random);
    if (random.below(8) == 0) builder.at(path).link_order = random.below(100);
    if (random.below(16) == 0) builder.at(path).hard_link_again = true;
    if (random.below(16) == 0) builder.at(path).problem = "wrong B-tree signature";
  }
  return builder;
}

TEST_CASE("random trees are read without contradiction") {
  for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
    CAPTURE(seed);
    const TreeBuilder builder = random_tree(seed);
    const ArchiveTexts texts =
        seed % 3 != 0 ? ArchiveTexts{}
                      : ArchiveTexts{std::nullopt,
                                     R"({"class_name": "Functional", "config": {"layers": [{"class_name": "Dense",
                      "config": {"name": "a"}}, {"class_name": "LSTM", "config": {"name": "b"}}]}})"};
    const Checkpoint checkpoint = builder.read(texts);
    bool consistent = (checkpoint.layout == detect_layout(builder.tree()));
    for (const Layer& layer : checkpoint.layers) {
      consistent = consistent && layer.class_name.empty() == layer.class_known_from.empty();
      bool written = false;
      for (const Tensor& tensor : layer.tensors) {
        written = written || (tensor.state == TensorState::intact && tensor.role != "seed_generator_state");
        consistent = consistent && !tensor.path.empty() && tensor.path.front() != '/';
      }
      if (layer.state == LayerState::filled) consistent = consistent && written;
      if (layer.state == LayerState::empty || layer.state == LayerState::missing) consistent = consistent && !written;
    }
    if (checkpoint.layout == Layout::hdf5_other) consistent = consistent && checkpoint.layers.empty();
    if (!consistent) FAIL("contradiction");
  }
}

TEST_CASE("the deepest tree that HDF5 lists is read") {
  std::string path = "layers";
  for (std::size_t depth = 1; depth + 2 < limits::kMaxDepth; ++depth) path += "/sequential/layers";
  path.resize(path.find_last_of('/'));
  TreeBuilder builder;
  builder.vars("", {}).vars(path, {{2, 2}});
  CHECK(builder.read().layout == Layout::v3_weights);
  TreeBuilder split;
  std::string name = "layers";
  for (int i = 0; i < 5000; ++i) name += "\\dense";
  split.vars("", {}).dataset(name + "/vars/0", {2});
  CHECK(split.read().has_backslash_names);
}

TEST_CASE("an unreadable or foreign root attribute does not decide") {
  TreeBuilder builder;
  builder.number("", "layer_names", 3).legacy_layer("dense", {"dense/kernel:0"});
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.layout == Layout::legacy_weights);
  CHECK(summary(checkpoint) == Names{"dense Dense filled"});
}

}  // namespace
}  // namespace weighbridge::keras::testing
