// .keras archives: config.json tells names, classes and order, and what was never built. Texts shortened from
// keras3.15.1/B_nested_model.keras, A05_seq_unbuilt_model.keras, A09_sub_build_only_model.keras and
// tf2.15/B_mha_model.keras of the corpus.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "tree_builder.h"

namespace weighbridge::keras::testing {
namespace {

std::string layer(const std::string& class_name, const std::string& name, const std::string& more = "") {
  return R"({"module": "keras.layers", "class_name": ")" + class_name + R"(", "config": {"name": ")" + name + "\"" +
         more + R"(}, "registered_name": null, "build_config": {"input_shape": [null, 6]}})";
}

std::string model(const std::string& class_name, const std::string& layers, const std::string& more = "") {
  return R"({"module": "keras", "class_name": ")" + class_name + R"(", "config": {"name": "m", "layers": [)" + layers +
         "]}, \"registered_name\": null" + more + "}";
}

const std::string kMetadata = R"({"keras_version": "3.15.1", "date_saved": "2026-11-24@06:31:11"})";

TEST_CASE("archive: layers stand in the config's order with its names and classes") {
  TreeBuilder builder;
  builder.vars("", {})
      .vars("layers/dense", {{6, 5}, {5}})
      .vars("layers/dense_1", {{5, 2}, {2}})
      .vars("layers/lstm", {})
      .vars("layers/lstm/cell", {{3, 16}, {4, 16}, {16}});
  const std::string config = model("Sequential", layer("InputLayer", "in") + "," + layer("LSTM", "reader") + "," +
                                                     layer("Dense", "middle") + "," + layer("Dense", "head"));
  const Checkpoint checkpoint = builder.read({kMetadata, config});
  CHECK(summary(checkpoint) == Names{"reader LSTM filled", "middle Dense filled", "head Dense filled"});
  CHECK(checkpoint.layers[1].path == "layers/dense");
  CHECK(checkpoint.layers[1].class_known_from == "config");
  CHECK(checkpoint.keras_version == "3.15.1");
  CHECK(checkpoint.model_name == "m");
  CHECK(checkpoint.config.readable);
  CHECK(checkpoint.config.class_name == "Sequential");
}

TEST_CASE("archive: a functional model saves its input layers, and operations are no layers") {
  TreeBuilder builder;
  builder.vars("", {}, "m")
      .vars("layers/input_layer", {}, "in")
      .vars("layers/add", {}, "add")
      .vars("layers/dense", {{6, 5}, {5}}, "d");
  const std::string operation =
      R"({"module": "keras.src.ops.numpy", "class_name": "Add", "config": {"name": "add_op"},
          "registered_name": "Add"})";
  const std::string config = model("Functional", layer("InputLayer", "in") + "," + operation + "," +
                                                     layer("Dense", "d") + "," + layer("Add", "add"));
  CHECK(summary(builder.read({kMetadata, config})) ==
        Names{"in InputLayer weightless", "d Dense filled", "add Add weightless"});
}

TEST_CASE("archive: nested models and custom classes") {
  TreeBuilder builder;
  builder.vars("", {})
      .vars("layers/sequential", {})
      .vars("layers/sequential/layers/dense", {{6, 5}, {5}})
      .vars("layers/my_dense", {});
  const std::string custom =
      R"({"module": "app", "class_name": "MyDense", "config": {"name": "mine"}, "registered_name": "app>MyDense"})";
  const Checkpoint checkpoint =
      builder.read({kMetadata, model("Functional", custom + "," + model("Sequential", layer("Dense", "inner")))});
  CHECK(summary(checkpoint) == Names{"mine MyDense undetermined", "m Sequential container", "inner Dense filled"});
  CHECK(checkpoint.config.layers_without_build_config == Names{"mine", "m"});
}

TEST_CASE("archive: tf.keras 2.12 and 2.13 are matched by rank") {
  TreeBuilder builder;
  builder.vars("", {})
      .vars("_layer_checkpoint_dependencies/dense", {{6, 5}, {5}})
      .vars("_layer_checkpoint_dependencies/dense_2", {{5, 2}, {2}});
  const Checkpoint checkpoint = builder.read(
      {R"({"keras_version": "2.13.1"})", model("Sequential", layer("Dense", "a") + "," + layer("Dense", "b"))});
  CHECK(summary(checkpoint) == Names{"a Dense filled", "b Dense filled"});
  CHECK(checkpoint.layers[1].path == "_layer_checkpoint_dependencies/dense_2");
}

TEST_CASE("archive: a layer that needs weights and has no group is missing") {
  TreeBuilder named;
  named.vars("", {}, "m").vars("layers/dense", {{6, 5}, {5}}, "a");
  const std::string config =
      model("Sequential", layer("Dense", "a") + "," + layer("Dropout", "drop") + "," + layer("Dense", "b"));
  const Checkpoint checkpoint = named.read({kMetadata, config});
  CHECK(summary(checkpoint) == Names{"a Dense filled", "b Dense missing"});
  CHECK(checkpoint.layers[1].path == "layers/dense_1");

  SECTION("without names it may be a shared layer that is saved elsewhere") {
    TreeBuilder unnamed;
    unnamed.vars("", {}).vars("layers/dense", {{6, 5}, {5}});
    CHECK(summary(unnamed.read({kMetadata, config})) == Names{"a Dense filled"});
  }
  SECTION("a shared layer stands where it was met first") {
    named.vars("layers/sequential", {}, "inner").vars("layers/sequential/layers/dense", {{5, 2}, {2}}, "b");
    const std::string shared = model(
        "Functional", layer("Dense", "a") + "," + model("Sequential", layer("Dense", "b")) + "," + layer("Dense", "b"));
    CHECK(summary(named.read({kMetadata, shared})) ==
          Names{"a Dense filled", "inner Sequential container", "b Dense filled"});
  }
  SECTION("where the list is damaged, it is unreadable") {
    named.at("layers").problem = "bad symbol table node signature";
    CHECK(summary(named.read({kMetadata, config})) == Names{"a Dense filled", "b Dense unreadable"});
  }
}

TEST_CASE("archive: never built") {
  TreeBuilder builder;
  builder.vars("", {}, "sequential").vars("layers/dense", {}, "dense");
  const std::string unbuilt =
      R"({"class_name": "Sequential", "config": {"name": "sequential", "layers": [{"module": "keras.layers",
          "class_name": "Dense",
      "config": {"name": "dense"}, "registered_name": null}]}, "registered_name": null})";
  const Checkpoint checkpoint = builder.read({kMetadata, unbuilt});
  CHECK(checkpoint.config.present);
  CHECK(checkpoint.config.has_build_config == false);
  CHECK(checkpoint.config.layers_without_build_config == Names{"dense"});
  CHECK_FALSE(checkpoint.config.compiled);
  CHECK(summary(checkpoint) == Names{"dense Dense empty"});
}

TEST_CASE("archive: built by hand, compiled, without a list of layers") {
  TreeBuilder builder;
  builder.vars("", {}, "my_model").vars("dense1", {}, "dense").vars("dense2", {}, "dense_1");
  const std::string config =
      R"({"module": null, "class_name": "MyModel", "config": {"trainable": true}, "registered_name": "MyModel",
      "build_config": {"input_shape": [null, 20]},
          "compile_config": {"optimizer": {"module": "keras.optimizers", "class_name": "Adam", "config": {}},
          "loss": "mse"}})";
  const Checkpoint checkpoint = builder.read({kMetadata, config});
  CHECK(checkpoint.config.class_name == "MyModel");
  CHECK(checkpoint.config.has_build_config == true);
  CHECK(checkpoint.config.compiled);
  CHECK(summary(checkpoint) == Names{"dense Dense empty", "dense_1 Dense empty"});
}

TEST_CASE("archive: a compile_config without the optimizer") {
  TreeBuilder builder;
  builder.vars("", {}, "m").scalar("optimizer/vars/0", 3);
  const Checkpoint checkpoint =
      builder.read({kMetadata, model("Sequential", "", R"(, "compile_config": {"loss": "mse"})")});
  CHECK(checkpoint.config.compiled);
  CHECK(checkpoint.optimizer.has_value());
}

TEST_CASE("archive: what a layer needs by its config") {
  TreeBuilder builder;
  builder.vars("", {});
  for (const char* name : {"layer_normalization", "layer_normalization_1", "normalization", "normalization_1",
                           "attention", "time_distributed", "rnn"}) {
    builder.vars("layers/" + std::string(name), {});
  }
  const std::string config = model(
      "Sequential", layer("LayerNormalization", "ln_off", R"(, "center": false, "scale": false)") + "," +
                        layer("LayerNormalization", "ln", R"(, "center": true, "scale": false)") + "," +
                        layer("Normalization", "fixed", R"(, "mean": [0.5], "variance": [1.0])") + "," +
                        layer("Normalization", "adapted", R"(, "mean": null)") + "," +
                        layer("Attention", "att", R"(, "use_scale": false, "score_mode": "dot")") + "," +
                        layer("TimeDistributed", "td", R"(, "layer": )" + layer("Dense", "inner")) + "," +
                        layer("RNN", "rnn", R"(, "cell": )" + layer("StackedRNNCells", "cells", R"(, "cells": [])")));
  CHECK(summary(builder.read({kMetadata, config})) ==
        Names{"ln_off LayerNormalization weightless", "ln LayerNormalization empty", "fixed Normalization weightless",
              "adapted Normalization empty", "att Attention weightless", "td TimeDistributed empty",
              "rnn RNN undetermined"});
}

TEST_CASE("archive: layers that carry code") {
  TreeBuilder builder;
  builder.vars("", {}).vars("layers/lambda", {}).vars("layers/lambda_1", {});
  const std::string config = model(
      "Sequential",
      layer("Lambda", "coded", R"(, "function": {"class_name": "__lambda__", "config": {"code": "4wEAAAA="}})") + "," +
          layer("Lambda", "named",
                R"(, "function": {"module": "builtins", "class_name": "function", "config": "relu",
                  "registered_name": "function"})"));
  const Checkpoint checkpoint = builder.read({kMetadata, config});
  CHECK(checkpoint.config.lambda_layers == Names{"coded"});
  CHECK(summary(checkpoint) == Names{"coded Lambda weightless", "named Lambda weightless"});
}

TEST_CASE("archive: a broken config is present, but not readable") {
  TreeBuilder builder;
  builder.vars("", {}).vars("layers/dense", {{2, 2}});
  for (const char* text : {"{\"class_name\": \"Sequ", "", "[]", "{}", "42", "null"}) {
    CAPTURE(text);
    const Checkpoint checkpoint = builder.read({kMetadata, std::string(text)});
    CHECK(checkpoint.config.present);
    CHECK_FALSE(checkpoint.config.readable);
    CHECK(summary(checkpoint) == Names{"dense Dense filled"});
  }
}

// Written by keras_hub 0.32.0, save_to_preset of a BertBackbone; shortened.
TEST_CASE("archive: a preset's config says nothing about building") {
  TreeBuilder builder;
  builder.vars("", {}).vars("layers/embedding", {{30, 8}}, "token_embedding");
  builder.group("layers/transformer_encoder/_feedforward_dropout/vars");
  const std::string metadata = R"({"keras_version": "3.15.1", "keras_hub_version": "0.32.0", "parameter_count": 240})";
  const std::string config = R"({"module": "keras_hub.src.models.bert.bert_backbone", "class_name": "BertBackbone",
      "config": {"name": "bert_backbone", "vocabulary_size": 30}, "registered_name": "keras_hub>BertBackbone"})";
  const Checkpoint preset = builder.read({metadata, config});
  CHECK(preset.config.is_preset);
  CHECK_FALSE(preset.config.has_build_config.has_value());
  CHECK(preset.config.layers_without_build_config.empty());
  const Checkpoint plain = builder.read({kMetadata, config});
  CHECK_FALSE(plain.config.is_preset);
  CHECK(plain.config.has_build_config == false);
}

TEST_CASE("archive: models in models without end are cut off") {
  std::string config = layer("Dense", "core");
  for (int i = 0; i < 3000; ++i) config = model("Sequential", config);
  TreeBuilder builder;
  builder.vars("", {}).vars("layers/sequential", {});
  const Checkpoint checkpoint = builder.read({kMetadata, config});
  CHECK(checkpoint.config.readable);
  CHECK(checkpoint.layers.size() == 1);
}

}  // namespace
}  // namespace weighbridge::keras::testing
