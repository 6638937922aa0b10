#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tree_builder.h"

namespace weighbridge::keras::testing {
namespace {

// "keras 3.6.0 -" : package, first and last version.
std::string line(const Writer& writer) {
  return writer.version.package + " " + writer.version.from.value_or("-") + " " + writer.version.to.value_or("-");
}

// keras_version measured in the corpus for TF 1.4, 1.8, 1.12-2.4, 2.6, 2.15, standalone Keras and Keras 3.
TEST_CASE("keras_version names different things in different eras") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"2.0.8", "keras 2.0.8 2.0.8"},
      {"2.2.4", "keras 2.2.4 2.2.4"},
      {"2.3.1", "keras 2.3.1 2.3.1"},
      {"2.0.8-tf", "tf.keras 1.4.0 1.4.1"},
      {"2.1.5-tf", "tf.keras 1.8.0 1.8.0"},
      {"2.1.6-tf", "tf.keras 1.9.0 1.12.3"},
      {"2.2.4-tf", "tf.keras 1.13.1 2.1.3"},
      {"2.3.0-tf", "tf.keras 2.1.0 2.2.3"},
      {"2.4.0", "tf.keras 2.3.0 2.4.4"},
      {"2.6.0", "tf.keras 2.6.0 2.6.5"},
      {"2.15.0", "tf.keras 2.15.0 2.15.1"},
      {"2.16.0", "tf_keras 2.16.0 2.16.0"},
      {"2.21.0", "tf_keras 2.21.0 2.21.0"},
      {"3.0.5", "keras 3.0.5 3.0.5"},
      {"3.15.1", "keras 3.15.1 3.15.1"},
      {"1.2.2", "keras 1.2.2 1.2.2"},
      {"2.9.9-tf", "tf.keras - -"},
      {"nonsense", "unknown - -"},
      {"", "unknown - -"},
      {"99999999999999.1", "unknown - -"},
  };
  for (const auto& [version, expected] : cases) {
    CAPTURE(version);
    const Checkpoint checkpoint = TreeBuilder()
                                      .names("", "layer_names", {})
                                      .text("", "keras_version", version)
                                      .text("", "backend", "tensorflow")
                                      .read();
    CHECK(line(checkpoint.writer) == expected);
    CHECK(checkpoint.writer.backend == "tensorflow");
    CHECK_FALSE(checkpoint.writer.evidence.empty());
  }
}

TEST_CASE("legacy files without keras_version") {
  const Checkpoint keras_1 =
      TreeBuilder().names("", "layer_names", {"dense_1"}).legacy_layer("dense_1", {"dense_1_W", "dense_1_b"}).read();
  CHECK(line(keras_1.writer) == "keras 1.0.0 1.2.2");
  // vgg16_weights_tf_dim_ordering_tf_kernels.h5 of keras-team/keras-applications
  const Checkpoint counted = TreeBuilder()
                                 .names("", "layer_names", {"block1_conv1"})
                                 .legacy_layer("block1_conv1", {"block1_conv1_W_1:0", "block1_conv1_b_1:0"})
                                 .read();
  CHECK(line(counted.writer) == "keras 1.0.0 1.2.2");
  const Checkpoint empty = TreeBuilder().names("", "layer_names", {"dense_1"}).legacy_layer("dense_1", {}).read();
  CHECK(line(empty.writer) == "keras 1.0.0 1.2.2");
  // Names of Keras 2, no version: somebody made this by hand.
  const Checkpoint by_hand =
      TreeBuilder().names("", "layer_names", {"dense_1"}).legacy_layer("dense_1", {"dense_1/kernel:0"}).read();
  CHECK(line(by_hand.writer) == "unknown - -");
}

TEST_CASE("v3 files show their writer by marks") {
  TreeBuilder v3;
  v3.vars("", {}).vars("layers/dense", {{2, 2}});
  SECTION("names: Keras 3.6 or later") {
    CHECK(line(v3.vars("layers/dense_1", {}, "dense_1").read().writer) == "keras 3.6.0 -");
  }
  SECTION("lists in lists: Keras 3.15 or later") {
    CHECK(line(v3.vars("layers/box", {}, "box")
                   .vars("layers/box/blocks/container/dense", {{2}}, "dense_1")
                   .read()
                   .writer) == "keras 3.15.0 -");
  }
  SECTION("names, but no vars at the root: a shard") {
    CHECK(line(TreeBuilder().vars("layers/dense_2", {{2}}).vars("layers/dense_3", {{2}}, "dense_3").read().writer) ==
          "keras 3.10.0 -");
  }
  SECTION("dependencies: tf.keras") {
    CHECK(line(TreeBuilder().vars("", {}).vars("_layer_checkpoint_dependencies/dense", {}).read().writer) ==
          "tf.keras 2.12.0 2.14.1");
    CHECK(line(TreeBuilder()
                   .vars("", {})
                   .vars("_layer_checkpoint_dependencies/dense", {})
                   .vars("_layer_checkpoint_dependencies/dense_2", {})
                   .read()
                   .writer) == "tf.keras 2.12.0 2.13.1");
  }
  SECTION("backslashes: tf.keras on Windows") {
    CHECK(line(TreeBuilder().group("vars").group("layers\\dense/vars").read().writer) == "tf.keras 2.12.0 2.15.1");
  }
  SECTION("metrics: tf.keras or tf_keras") {
    CHECK(line(v3.dataset("metrics/mean/vars/0", {}).read().writer) == "tf.keras 2.12.0 -");
  }
  SECTION("an optimizer without a learning rate: tf.keras or tf_keras") {
    CHECK(line(v3.scalar("optimizer/vars/0", 0).read().writer) == "tf.keras 2.12.0 -");
  }
  SECTION("an optimizer with one, no names: Keras 3.0 to 3.5") {
    const Writer writer = v3.scalar("optimizer/vars/0", 0).dataset("optimizer/vars/1", {}).read().writer;
    CHECK(line(writer) == "keras 3.0.0 3.5.0");
    CHECK(writer.backend == "tensorflow");
  }
  SECTION("_query_dense: tf.keras or tf_keras") {
    CHECK(line(v3.vars("layers/multi_head_attention", {})
                   .vars("layers/multi_head_attention/_query_dense", {})
                   .read()
                   .writer) == "tf.keras 2.12.0 -");
  }
  SECTION("_query_dense of GroupQueryAttention, which tf.keras does not have: by place, or fewer heads of keys") {
    CHECK(line(v3.vars("layers/group_query_attention/_query_dense", {{4, 2, 3}})
                   .vars("layers/group_query_attention/_key_dense", {{4, 2, 3}})
                   .read()
                   .writer) == "unknown - -");
    CHECK(line(v3.vars("layers/block/att/_query_dense", {{4, 4, 3}})
                   .vars("layers/block/att/_key_dense", {{4, 2, 3}})
                   .read()
                   .writer) == "unknown - -");
  }
  SECTION("nothing: not known, but said") {
    const Writer writer = v3.read().writer;
    CHECK(line(writer) == "unknown - -");
    CHECK(writer.evidence.size() == 1);
  }
}

TEST_CASE("the step counter's type tells the backend of Keras 3") {
  const auto backend = [](std::string type) {
    return TreeBuilder()
        .vars("", {}, "m")
        .scalar("optimizer/vars/0", 3, std::move(type))
        .dataset("optimizer/vars/1", {})
        .read()
        .writer.backend;
  };
  CHECK(backend("int64") == "tensorflow");
  CHECK_FALSE(backend("int32").has_value());  // jax, torch or numpy
}

TEST_CASE("archives name their version in metadata.json") {
  const auto writer = [](std::string version) {
    return line(TreeBuilder()
                    .vars("", {})
                    .vars("layers/dense", {})
                    .read({"{\"keras_version\": \"" + version + "\"}", std::nullopt})
                    .writer);
  };
  CHECK(writer("3.15.1") == "keras 3.15.1 3.15.1");
  CHECK(writer("2.15.0") == "tf.keras 2.15.0 2.15.1");
  CHECK(writer("2.18.0") == "tf_keras 2.18.0 2.18.0");
}

}  // namespace
}  // namespace weighbridge::keras::testing
