// Legacy files that a save or a disk left half way.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "tree_builder.h"

namespace weighbridge::keras::testing {
namespace {

TEST_CASE("legacy: a save that stopped half way") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"first", "dup", "last"}).legacy_layer("first", {"first/kernel:0"});
  builder.names("dup", "weight_names", {"dup/w:0", "dup/w:0"}).dataset("dup/dup/w:0", {6, 6});
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.listed_without_group == Names{"last"});
  CHECK(checkpoint.listed_without_dataset == std::vector<keras::ListedWeight>{{"dup", "dup/w:0"}});
  CHECK(checkpoint.groups_without_weight_names.empty());
  CHECK(summary(checkpoint) == Names{"first ? filled", "dup ? missing", "last ? missing"});
}

TEST_CASE("legacy: an exception struck while a layer was being read") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"dense_1", "cu_dnnlstm_1"})
      .legacy_layer("dense_1", {"dense_1/kernel:0"})
      .group("cu_dnnlstm_1");
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.groups_without_weight_names == Names{"cu_dnnlstm_1"});
  CHECK(summary(checkpoint) == Names{"dense_1 Dense filled", "cu_dnnlstm_1 CuDNNLSTM empty"});
}

TEST_CASE("legacy: listed arrays that were never made") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"mine"}).names("mine", "weight_names", {"mine/w:0"});
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.listed_without_dataset == std::vector<keras::ListedWeight>{{"mine", "mine/w:0"}});
  CHECK(summary(checkpoint) == Names{"mine ? empty"});
}

TEST_CASE("legacy: what lies behind a link is unreadable, not missing") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"dense", "dense_1"}).legacy_layer("dense", {"dense/kernel:0", "dense/bias:0"});
  builder.names("dense_1", "weight_names", {"dense_1/kernel:0", "dense_1/bias:0"});
  builder.at("dense_1/dense_1").kind = hdf5::NodeKind::soft_link;
  const Checkpoint found = builder.read();
  CHECK(summary(found) == Names{"dense Dense filled", "dense_1 Dense unreadable"});
  CHECK(found.layers[1].tensors.size() == 2);
  CHECK(found.listed_without_dataset.empty());
}

TEST_CASE("legacy: what a damaged group hides is unreadable, not missing") {
  TreeBuilder builder;
  builder.names("", "layer_names", {"dense", "dense_1", "dense_2"})
      .names("dense", "weight_names", {"dense/kernel:0", "dense/bias:0"});
  builder.at("dense").problem = "bad symbol table node signature";
  builder.unreadable("dense_1");
  const Checkpoint found = builder.read();
  CHECK(summary(found) == Names{"dense Dense unreadable", "dense_1 Dense unreadable", "dense_2 Dense missing"});
  CHECK(found.layers[0].tensors.size() == 2);
  CHECK(found.layers[0].tensors[0].state == TensorState::unreadable);
  CHECK(found.layers[0].tensors[0].role == "kernel");
  CHECK(found.listed_without_dataset.empty());

  builder.at("").problem = "wrong B-tree signature";
  const Checkpoint hidden = builder.read();
  CHECK(summary(hidden).back() == "dense_2 Dense unreadable");
  CHECK(hidden.listed_without_group.empty());
}

TEST_CASE("legacy: a list of layers that cannot be read") {
  TreeBuilder builder;
  hdf5::Attribute names;
  names.name = "layer_names";
  names.problem = "len not positive after adjustment for EOA";
  builder.at("").attributes.push_back(std::move(names));
  builder.legacy_layer("dense_10", {"dense_10/kernel:0"}).legacy_layer("dense_2", {}).group("other");
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.has_layer_names);
  CHECK(summary(checkpoint) == Names{"dense_2 Dense empty", "dense_10 Dense filled"});
}

}  // namespace
}  // namespace weighbridge::keras::testing
