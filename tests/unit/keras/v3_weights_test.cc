// The trees are those of real files; the corpus holds them as keras3.15.1/B_lstm, B_mha, B_nested, A12_*, A10_*,
// tf2.15/B_compiled_metrics.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tree_builder.h"

namespace weighbridge::keras::testing {
namespace {

TEST_CASE("v3: a sequential model with weights, one without") {
  const Checkpoint full = TreeBuilder()
                              .vars("", {}, "sequential")
                              .vars("layers/dense", {{20, 8}, {8}}, "dense")
                              .vars("layers/dropout", {}, "dropout")
                              .read();
  CHECK(full.layout == Layout::v3_weights);
  CHECK(full.model_name == "sequential");
  CHECK(full.has_name_attributes);
  CHECK(full.has_weights_manifest);
  CHECK(summary(full) == Names{"dense Dense filled", "dropout Dropout weightless"});
  CHECK(full.layers[0].class_known_from == "path");
  CHECK(full.layers[0].path == "layers/dense");
  CHECK(roles(full.layers[0].tensors) == Names{"kernel", "bias"});
  CHECK(full.layers[0].tensors[0].path == "layers/dense/vars/0");
  CHECK(full.layers[0].tensors[0].parameters == 160);
  CHECK(full.layers[0].tensors[0].bytes == 640);

  const Checkpoint empty = TreeBuilder().vars("", {}).vars("layers/dense", {}).vars("layers/dropout", {}).read();
  CHECK(summary(empty) == Names{"dense Dense empty", "dropout Dropout weightless"});
  CHECK_FALSE(empty.has_name_attributes);
  CHECK_FALSE(empty.has_weights_manifest);
}

TEST_CASE("v3: a layer's name is its name attribute, its class comes from the path") {
  const Checkpoint checkpoint =
      TreeBuilder().vars("", {}, "functional").vars("layers/dense", {{6, 2}, {2}}, "head").read();
  CHECK(summary(checkpoint) == Names{"head Dense filled"});
}

TEST_CASE("v3: without any other order, counters are numbers") {
  TreeBuilder builder;
  builder.vars("", {});
  for (const char* name : {"dense", "dense_1", "dense_10", "dense_2", "conv2d"})
    builder.vars("layers/" + std::string(name), {{2, 2}});
  CHECK(paths(builder.read()) ==
        Names{"layers/conv2d", "layers/dense", "layers/dense_1", "layers/dense_2", "layers/dense_10"});
}

TEST_CASE("v3: layers stand as they were saved, unless the file was copied by name") {
  TreeBuilder builder;
  builder.vars("", {});
  for (const char* name : {"lstm", "dense", "dense_1"}) builder.vars("layers/" + std::string(name), {});
  builder.at("layers/lstm").link_order = 8;
  builder.at("layers/dense").link_order = 16;
  builder.at("layers/dense_1").link_order = 24;
  CHECK(paths(builder.read()) == Names{"layers/lstm", "layers/dense", "layers/dense_1"});
  builder.at("layers/dense_1").link_order = 12;  // dense_1 before dense: nothing that Keras would write
  CHECK(paths(builder.read()) == Names{"layers/dense", "layers/dense_1", "layers/lstm"});
}

TEST_CASE("v3: recurrent layers are one entry with their cells") {
  TreeBuilder builder;
  builder.vars("", {})
      .vars("layers/lstm", {})
      .vars("layers/lstm/cell", {{3, 16}, {4, 16}, {16}})
      .vars("layers/gru", {})
      .vars("layers/gru/cell", {});
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"gru GRU empty", "lstm LSTM filled"});
  CHECK(roles(checkpoint.layers[1].tensors) == Names{"kernel", "recurrent_kernel", "bias"});
  CHECK(checkpoint.layers[1].tensors[0].path == "layers/lstm/cell/vars/0");
}

TEST_CASE("v3: stacked cells and both directions belong to their layer") {
  TreeBuilder builder;
  builder.vars("", {}).vars("layers/rnn", {}).vars("layers/rnn/cell", {});
  builder.vars("layers/rnn/cell/cells/lstm_cell", {{3, 16}, {4, 16}, {16}})
      .vars("layers/rnn/cell/cells/gru_cell", {{4, 9}, {3, 9}, {2, 9}});
  builder.vars("layers/bidirectional", {});
  for (const char* direction : {"forward_layer", "backward_layer"}) {
    const std::string layer = "layers/bidirectional/" + std::string(direction);
    builder.vars(layer, {}, "lstm").vars(layer + "/cell", {{3, 16}, {4, 16}, {16}});
  }
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"bidirectional Bidirectional filled", "rnn RNN filled"});
  CHECK(checkpoint.layers[0].tensors.size() == 6);
  CHECK(roles(checkpoint.layers[1].tensors) ==
        Names{"kernel", "recurrent_kernel", "bias", "kernel", "recurrent_kernel", "bias"});

  TreeBuilder empty;
  empty.vars("", {}).vars("layers/rnn", {}).vars("layers/rnn/cell", {}).vars("layers/rnn/cell/cells/lstm_cell", {});
  CHECK(summary(empty.read()) == Names{"rnn RNN empty"});
}

TEST_CASE("v3: attention is one entry, whatever its projections are called") {
  for (const std::string prefix : {"", "_"}) {  // "_": tf.keras
    TreeBuilder builder;
    builder.vars("", {}).vars("layers/multi_head_attention", {}).vars("layers/multi_head_attention/_softmax", {});
    for (const char* part : {"query_dense", "key_dense", "value_dense", "output_dense"}) {
      builder.vars("layers/multi_head_attention/" + prefix + part, {{8, 2, 4}, {2, 4}});
    }
    const Checkpoint checkpoint = builder.read();
    CHECK(summary(checkpoint) == Names{"multi_head_attention MultiHeadAttention filled"});
    CHECK(checkpoint.layers[0].tensors.size() == 8);
    CHECK(checkpoint.layers[0].tensors[0].role == "kernel");
    CHECK(checkpoint.layers[0].tensors[1].role == "bias");
  }
}

TEST_CASE("v3: a wrapper needs what it wraps needs") {
  TreeBuilder builder;
  builder.vars("", {});
  builder.vars("layers/time_distributed", {}).vars("layers/time_distributed/layer", {}, "flatten");
  builder.vars("layers/time_distributed_1", {}).vars("layers/time_distributed_1/layer", {}, "conv2d");
  builder.vars("layers/time_distributed_2", {}).vars("layers/time_distributed_2/layer", {});
  builder.vars("layers/time_distributed_3", {}).vars("layers/time_distributed_3/layer", {{3, 4}, {4}}, "dense");
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) ==
        Names{"time_distributed TimeDistributed weightless", "time_distributed_1 TimeDistributed empty",
              "time_distributed_2 TimeDistributed undetermined", "time_distributed_3 TimeDistributed filled"});
  CHECK(roles(checkpoint.layers[3].tensors) == Names{"kernel", "bias"});
}

TEST_CASE("v3: nested models are containers, and their layers are listed") {
  TreeBuilder builder;
  builder.vars("", {}, "autoenc").vars("layers/dense", {{6, 2}, {2}}, "head").vars("layers/sequential", {}, "encoder");
  builder.vars("layers/sequential/layers/dense", {{6, 5}, {5}}, "inner_a")
      .vars("layers/sequential/layers/batch_normalization", {{5}, {5}, {5}, {5}}, "inner_bn");
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"head Dense filled", "encoder Sequential container",
                                     "inner_bn BatchNormalization filled", "inner_a Dense filled"});
  CHECK(roles(checkpoint.layers[2].tensors) == Names{"gamma", "beta", "moving_mean", "moving_variance"});
  CHECK(checkpoint.layers[2].path == "layers/sequential/layers/batch_normalization");
}

TEST_CASE("v3: a model of its own class with variables of its own and layers") {
  TreeBuilder builder;
  builder.vars("", {})
      .vars("layers/my_model", {{4}}, "inner")
      .vars("layers/my_model/layers/dense", {{4, 4}, {4}}, "dense");
  CHECK(summary(builder.read()) == Names{"inner ? filled", "dense Dense filled"});
}

TEST_CASE("v3: lists of layers are only paths") {
  TreeBuilder builder;
  builder.vars("", {}, "box_model")
      .vars("blocks/dense", {{5, 5}, {5}}, "dense")
      .vars("blocks/dense_1", {{5, 5}, {5}}, "dense_1");
  builder.vars("deep/container/dense", {{5, 5}, {5}}, "dense_2").vars("deep/container_1/dense", {}, "dense_3");
  const Checkpoint checkpoint = builder.read();
  CHECK(paths(checkpoint) == Names{"blocks/dense", "blocks/dense_1", "deep/container/dense", "deep/container_1/dense"});
  CHECK(summary(checkpoint).back() == "dense_3 Dense empty");
}

TEST_CASE("v3: a custom layer and the layers inside it") {
  TreeBuilder builder;
  builder.vars("", {}).vars("layers/box", {}, "box").vars("layers/box/blocks/dense", {{5, 5}, {5}}, "dense_1");
  builder.vars("layers/lonely", {}, "lonely").vars("layers/own", {{3}}, "own");
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) ==
        Names{"box ? container", "dense_1 Dense filled", "lonely ? undetermined", "own ? filled"});
  CHECK(roles(checkpoint.layers[3].tensors) == Names{""});
}

TEST_CASE("v3: attributes of a subclassed model") {
  TreeBuilder builder;
  builder.vars("", {{4}}, "my_model").vars("dense1", {{20, 8}, {8}}, "dense").vars("layers/dense_2", {}, "dense_2");
  builder.vars("spare", {}).vars("encoder", {}).vars("encoder/cell", {}, "lstm_cell");
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.model_level.size() == 1);
  CHECK(checkpoint.model_level[0].path == "vars/0");
  CHECK(summary(checkpoint) ==
        Names{"dense Dense filled", "encoder ? empty", "dense_2 Dense empty", "spare ? undetermined"});
  CHECK(checkpoint.layers[0].class_known_from == "name");
  CHECK(checkpoint.layers[0].path == "dense1");
}

TEST_CASE("v3: parts tell what an attribute without a name is") {
  TreeBuilder builder;
  builder.vars("", {}).vars("att", {});
  for (const char* part : {"query_dense", "key_dense", "value_dense", "output_dense"})
    builder.vars("att/" + std::string(part), {});
  CHECK(summary(builder.read()) == Names{"att MultiHeadAttention empty"});
}

TEST_CASE("v3: a shard holds stubs and data without names") {
  const Checkpoint checkpoint =
      TreeBuilder().vars("layers/dense_2", {{16, 16}, {16}}).vars("layers/dense_4", {}, "dense_4").read();
  CHECK(checkpoint.layout == Layout::v3_weights);
  CHECK(summary(checkpoint) == Names{"dense_2 Dense filled", "dense_4 Dense empty"});
}

TEST_CASE("v3: names with backslashes are split for reading") {
  TreeBuilder builder;
  builder.dataset("_layer_checkpoint_dependencies\\dense/vars/0", {4, 4})
      .dataset("_layer_checkpoint_dependencies\\dense/vars/1", {4});
  builder.group("_layer_checkpoint_dependencies\\dropout/vars").group("vars").dataset("metrics\\mean/vars/0", {});
  const Checkpoint checkpoint = builder.read();
  CHECK(checkpoint.layout == Layout::v3_weights);
  CHECK(checkpoint.has_backslash_names);
  CHECK(checkpoint.has_checkpoint_dependencies);
  CHECK(summary(checkpoint) == Names{"dense Dense filled", "dropout Dropout weightless"});
  CHECK(checkpoint.layers[0].path == "_layer_checkpoint_dependencies\\dense");
  CHECK(checkpoint.layers[0].tensors[1].path == "_layer_checkpoint_dependencies\\dense/vars/1");
  CHECK(checkpoint.metrics.size() == 1);
}

TEST_CASE("v3: tf.keras 2.12 and 2.13 skip every other number") {
  const auto read = [](const Names& names) {
    TreeBuilder builder;
    builder.vars("", {});
    for (const std::string& name : names) builder.vars("_layer_checkpoint_dependencies/" + name, {{2, 2}});
    return builder.read();
  };
  const Checkpoint gapped = read({"dense", "dense_2", "flatten"});
  CHECK(gapped.has_checkpoint_dependencies);
  CHECK(gapped.checkpoint_dependencies_gapped);
  CHECK(paths(gapped) == Names{"_layer_checkpoint_dependencies/dense", "_layer_checkpoint_dependencies/dense_2",
                               "_layer_checkpoint_dependencies/flatten"});
  const Checkpoint whole = read({"dense", "dense_1", "dense_2", "lstm"});
  CHECK(whole.has_checkpoint_dependencies);
  CHECK_FALSE(whole.checkpoint_dependencies_gapped);
}

TEST_CASE("v3: what cannot be opened is unreadable, not empty") {
  TreeBuilder builder;
  builder.vars("", {}).vars("layers/dense", {{2, 2}}).unreadable("layers/dense_1").vars("layers/dense_2", {});
  builder.at("layers/dense_2/vars").problem = "bad heap free list";
  CHECK(summary(builder.read()) == Names{"dense Dense filled", "dense_1 Dense unreadable", "dense_2 Dense unreadable"});
}

TEST_CASE("v3: an attribute that ends in dropout is one, unless it has more than a Dropout") {
  TreeBuilder builder;
  builder.vars("", {}).vars("_hidden_dropout", {}).vars("_own_dropout", {{2, 2}}).vars("_other_dropout", {});
  builder.vars("_other_dropout/dense", {{2, 2}});
  const Names found = summary(builder.read());
  CHECK(std::ranges::contains(found, "_hidden_dropout Dropout weightless"));
  CHECK(std::ranges::none_of(found, [](const std::string& line) { return line.starts_with("_own_dropout Dropout"); }));
  CHECK(
      std::ranges::none_of(found, [](const std::string& line) { return line.starts_with("_other_dropout Dropout"); }));
}

TEST_CASE("v3: a variable behind a link, or one that cannot be opened, is not a missing one") {
  TreeBuilder builder;
  builder.vars("", {})
      .vars("layers/dense", {{2, 2}, {2}})
      .vars("layers/dense_1", {{2, 2}, {2}})
      .vars("layers/dense_2", {{2, 2}});
  hdf5::Node& link = builder.at("layers/dense/vars/0");
  link.dataset.reset();
  link.kind = hdf5::NodeKind::soft_link;
  link.link_target = "/layers/dense_2/vars/0";
  builder.at("layers/dense_1/vars/1").dataset.reset();
  builder.unreadable("layers/dense_1/vars/1");
  const Checkpoint found = builder.read();
  CHECK(summary(found) == Names{"dense Dense unreadable", "dense_1 Dense unreadable", "dense_2 Dense filled"});
  CHECK(found.layers[0].tensors.size() == 2);
  CHECK(found.layers[0].tensors[0].state == TensorState::unreadable);
  CHECK(found.layers[0].tensors[1].state == TensorState::intact);
}

TEST_CASE("v3: states of random generators fill no layer") {
  TreeBuilder builder;
  builder.vars("", {})
      .vars("layers/dropout", {})
      .vars("layers/dropout/seed_generator", {{2}})
      .vars("layers/my_noise", {})
      .vars("layers/my_noise/seed_generator", {{2}});
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"dropout Dropout weightless", "my_noise ? undetermined"});
  CHECK(roles(checkpoint.layers[0].tensors) == Names{"seed_generator_state"});
}

TEST_CASE("v3: a TorchModuleWrapper names its arrays") {
  TreeBuilder builder;
  builder.vars("", {}).group("layers/torch_module_wrapper/vars").text("layers/torch_module_wrapper/vars", "name", "w");
  builder.dataset("layers/torch_module_wrapper/vars/conv1.weight", {4, 3});
  const Checkpoint checkpoint = builder.read();
  CHECK(summary(checkpoint) == Names{"w TorchModuleWrapper filled"});
}

}  // namespace
}  // namespace weighbridge::keras::testing
