// What Keras raises on configs that show one thing each. The texts are those of the named source, or were seen when
// real Keras ran.
#include "revival/revive.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

namespace weighbridge::revival {
namespace {

using atlas::Family;

std::string replaced(std::string text, std::string_view hole, std::string_view filling) {
  text.replace(text.find(hole), hole.size(), filling);
  return text;
}

constexpr std::string_view kArchive =
    R"({"module": "keras", "class_name": "Sequential", "registered_name": null, "config": {"name": "s",
        "layers": [$]}})";
constexpr std::string_view kLegacy = R"({"class_name": "Sequential", "config": {"name": "s", "layers": [$]}})";

Trouble in_archive(std::string_view layer, int minor_number) {
  const auto document = json::Document::parse(replaced(std::string(kArchive), "$", layer));
  REQUIRE(document);
  return revive(document->root(), Form::archive, {Family::keras_3, 3, minor_number});
}

Trouble in_legacy(std::string_view layer, Family family, int major_number, int minor_number) {
  const auto document = json::Document::parse(replaced(std::string(kLegacy), "$", layer));
  REQUIRE(document);
  return revive(document->root(), Form::legacy, {family, major_number, minor_number});
}

std::string dense_with(std::string_view member) {
  return R"({"module": "keras.layers", "class_name": "Dense", "registered_name": null, "config": {"name": "d",
      "units": 3, )" +
         std::string(member) + "}}";
}

TEST_CASE("an argument that a later version writes is refused by earlier ones, and the refusal is wrapped twice") {
  // keras/src/layers/core/dense.py
  const std::string dense = dense_with(R"("quantization_config": null)");
  CHECK_FALSE(in_archive(dense, 13));
  const auto trouble = in_archive(dense, 12);
  REQUIRE(trouble);
  CHECK(trouble->obstacle == Obstacle::argument);
  CHECK(trouble->name == "Dense");
  CHECK(trouble->argument == "quantization_config");
  CHECK(trouble->shown().starts_with(
      "TypeError: <class 'keras.src.models.sequential.Sequential'> could not be deserialized properly."));
  CHECK(trouble->shown().contains("<class 'keras.src.layers.core.dense.Dense'> could not be deserialized properly."));
  CHECK(trouble->shown().ends_with("Unrecognized keyword arguments passed to Dense: {'quantization_config': None}"));
}

TEST_CASE("the operation behind keras.activations is found in its module, which no public name leads to") {
  // As 3.4.1 wrote keras.activations.relu(x) of a functional model; 3.0.5 and 3.15.1 load it.
  const std::string_view relu = R"({"module": "keras.src.activations.activations", "class_name": "ReLU",
      "registered_name": "ReLU", "config": {"name": "re_lu", "negative_slope": 0.0, "max_value": null,
      "threshold": 0.0}})";
  for (const int minor_number : {0, 4, 11, 15}) CHECK_FALSE(in_archive(relu, minor_number));
  // keras/src/quantizers/quantizers.py: 3.9 to 3.15
  const std::string_view quant =
      R"({"module": "keras.src.quantizers.quantizers", "class_name": "FakeQuantWithMinMaxVars",
      "registered_name": "FakeQuantWithMinMaxVars", "config": {"num_bits": 8, "narrow_range": false, "axis": null}})";
  CHECK_FALSE(in_archive(quant, 15));
  CHECK(in_archive(quant, 3));
}

TEST_CASE("arguments of earlier generations that Keras 3 still bears") {
  // keras/src/layers/activations/leaky_relu.py takes alpha for negative_slope.
  const std::string_view leaky =
      R"({"class_name": "LeakyReLU", "config": {"name": "l", "trainable": true, "alpha": 0.3}})";
  for (const int minor_number : {0, 4, 15}) CHECK_FALSE(in_legacy(leaky, Family::keras_3, 3, minor_number));
}

TEST_CASE("layers that are made only where TensorFlow is were asked there") {
  // keras/src/layers/preprocessing/string_lookup.py: oov_method since 3.14, vocabulary_size popped from what is left
  const std::string_view lookup = R"({"module": "keras.layers", "class_name": "StringLookup", "registered_name": null,
      "config": {"name": "s", "vocabulary": ["a"], "vocabulary_size": 2, "oov_method": "floormod"}})";
  CHECK_FALSE(in_archive(lookup, 15));
  const auto trouble = in_archive(lookup, 4);
  REQUIRE(trouble);
  CHECK(trouble->argument == "oov_method");
}

TEST_CASE("a layer as activation was looked up among the functions until 3.9") {
  // keras/src/activations/__init__.py, get: seen with 3.0.5, 3.3.3, 3.6.0, 3.9.2 and 3.10.0
  const std::string dense = dense_with(R"("activation": {"module": "keras.layers", "class_name": "LeakyReLU",
      "config": {"name": "l", "negative_slope": 0.3}, "registered_name": null})");
  CHECK_FALSE(in_archive(dense, 10));
  const auto trouble = in_archive(dense, 9);
  REQUIRE(trouble);
  CHECK(
      trouble->shown().contains("Could not interpret activation function identifier: {'module': 'keras.layers', "
                                "'class_name': 'LeakyReLU'"));
}

TEST_CASE("TensorFlow's Keras finds a layer as activation among its layers") {
  // As tf.keras 2.x wrote Dense(3, activation=LeakyReLU(0.3)); 2.6.5 and 2.15.1 load it, 2.3.4 does not.
  const std::string_view dense = R"({"class_name": "Dense", "config": {"name": "d", "units": 3, "activation":
      {"class_name": "LeakyReLU", "config": {"name": "l", "trainable": true, "dtype": "float32", "alpha": 0.3}}}})";
  for (const int minor_number : {5, 15}) CHECK_FALSE(in_legacy(dense, Family::tf_dot_keras, 2, minor_number));
  const auto trouble = in_legacy(dense, Family::tf_dot_keras, 2, 3);
  REQUIRE(trouble);
  CHECK(trouble->text == "Unknown activation function: LeakyReLU");
}

TEST_CASE("arguments of what is inside a layer count as much") {
  // keras/src/initializers/random_initializers.py, VarianceScaling: 3.15
  const std::string dense = dense_with(
      R"("kernel_initializer": {"module": "keras.initializers", "class_name": "GlorotUniform",
          "config": {"seed": null, "input_axes": null},
         "registered_name": null})");
  CHECK_FALSE(in_archive(dense, 15));
  const auto trouble = in_archive(dense, 14);
  REQUIRE(trouble);
  CHECK(trouble->name == "GlorotUniform");
  CHECK(trouble->argument == "input_axes");
}

TEST_CASE("a dtype policy is made as each version makes it") {
  // keras/src/dtype_policies/__init__.py, get; the outcomes are those of Keras 3.0.5, 3.1.1, 3.2.1 and tf.keras 2.15.1
  // on a file of Keras 3.6.
  const std::string dense = dense_with(
      R"("dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"},
                 "registered_name": null})");
  for (const int minor_number : {0, 1, 2, 3, 6, 15}) CHECK_FALSE(in_archive(dense, minor_number));
  const auto document = json::Document::parse(replaced(std::string(kArchive), "$", dense));
  REQUIRE(document);
  const auto trouble = revive(document->root(), Form::archive, {Family::tf_dot_keras, 2, 15});
  REQUIRE(trouble);
  CHECK(trouble->shown() ==
        "TypeError: Error when deserializing class 'Dense' using config={...}.\n\nException encountered: 'str' object "
        "has no attribute 'name'");
}

TEST_CASE("a class of the user's own is named") {
  constexpr std::string_view kScale =
      R"({"module": null, "class_name": "Scale", "config": {}, "registered_name": "Scale"})";
  const auto trouble = in_archive(kScale, 15);
  REQUIRE(trouble);
  CHECK(trouble->obstacle == Obstacle::custom_class);
  CHECK(trouble->name == "Scale");
  CHECK(trouble->shown().contains("Could not locate class 'Scale'."));
}

TEST_CASE("classes that register themselves are taken for imported") {
  CHECK_FALSE(
      in_archive(R"({"module": null, "class_name": "Scale", "config": {}, "registered_name": "mine>Scale"})", 15));
  CHECK_FALSE(in_archive(
      R"({"module": "keras_hub.src.layers.modeling.rotary_embedding", "class_name": "RotaryEmbedding", "config": {},
          "registered_name": "keras_hub>RotaryEmbedding"})",
      15));
}

TEST_CASE("a class that comes later is missing before") {
  // keras/src/layers/normalization/rms_normalization.py: 3.9
  constexpr std::string_view kNorm =
      R"({"module": "keras.layers", "class_name": "RMSNormalization", "config": {"axis": -1},
          "registered_name": null})";
  CHECK_FALSE(in_archive(kNorm, 9));
  const auto trouble = in_archive(kNorm, 8);
  REQUIRE(trouble);
  CHECK(trouble->obstacle == Obstacle::missing_class);
}

TEST_CASE("layers without a module are looked up by name, and what they raise is not wrapped") {
  constexpr std::string_view kDepthwise =
      R"({"class_name": "DepthwiseConv2D", "config": {"name": "d", "kernel_size": [3, 3],
          "batch_input_shape": [null, 9, 9, 3], "groups": 1}})";
  const auto trouble = in_legacy(kDepthwise, Family::keras_3, 3, 15);
  REQUIRE(trouble);
  CHECK(
      trouble->shown().starts_with("TypeError: Error when deserializing class 'DepthwiseConv2D' using config={...}."));
  CHECK(trouble->shown().ends_with("Unrecognized keyword arguments passed to DepthwiseConv2D: {'groups': 1}"));

  const auto unknown = in_legacy(R"({"class_name": "Scale", "config": {"name": "s"}})", Family::keras_3, 3, 10);
  REQUIRE(unknown);
  CHECK(unknown->shown().starts_with("ValueError: Unknown layer: 'Scale'. Please ensure you are using"));
}

TEST_CASE("recurrent layers make what is inside them first and raise without a wrap") {
  // keras/src/layers/rnn/lstm.py
  constexpr std::string_view kLstm =
      R"({"class_name": "LSTM", "config": {"name": "l", "units": 3, "time_major": false,
          "recurrent_initializer": {"class_name": "Orthogonal", "config": {"gain": 1.0, "seed": null}}}})";
  const auto early = in_legacy(kLstm, Family::keras_3, 3, 3);
  REQUIRE(early);
  CHECK(early->shown().starts_with(
      "ValueError: Could not interpret initializer identifier: {'class_name': 'Orthogonal'"));
  const auto late = in_legacy(kLstm, Family::keras_3, 3, 15);
  REQUIRE(late);
  CHECK(late->shown() == "ValueError: Unrecognized keyword arguments passed to LSTM: {'time_major': False}");
}

TEST_CASE("Attention of a legacy file takes its own score_mode for a function since 3.14") {
  // Seen with Keras 3.13.2, 3.14.1 and 3.15.1 on a model that the same version had saved as .h5.
  constexpr std::string_view kAttention =
      R"({"class_name": "Attention", "config": {"name": "a", "use_scale": true, "score_mode": "dot"}})";
  CHECK_FALSE(in_legacy(kAttention, Family::keras_3, 3, 13));
  const auto trouble = in_legacy(kAttention, Family::keras_3, 3, 14);
  REQUIRE(trouble);
  CHECK(trouble->shown().starts_with("TypeError: Error when deserializing class 'Attention' using config={...}."));
  CHECK(trouble->shown().contains("Invalid value for argument score_mode."));
}

TEST_CASE("Python code is refused in archives, and since 3.11 in legacy files") {
  constexpr std::string_view kLambda =
      R"({"class_name": "Lambda", "config": {"name": "l", "function": ["4wE=", null, null],
          "function_type": "lambda"}})";
  CHECK_FALSE(in_legacy(kLambda, Family::keras_3, 3, 10));
  const auto trouble = in_legacy(kLambda, Family::keras_3, 3, 11);
  REQUIRE(trouble);
  CHECK(trouble->obstacle == Obstacle::code);
}

TEST_CASE("early versions do not read a flat list of outputs") {
  // keras/src/models/functional.py, functional_from_config, map_tensors: since 3.4
  constexpr std::string_view kModel =
      R"({"class_name": "Functional", "config": {"name": "f", "layers": [],
          "input_layers": ["input_layer", 0, 0], "output_layers": ["dense", 0, 0]}})";
  const auto document = json::Document::parse(kModel);
  REQUIRE(document);
  CHECK_FALSE(revive(document->root(), Form::legacy, {Family::keras_3, 3, 4}));
  const auto trouble = revive(document->root(), Form::legacy, {Family::keras_3, 3, 3});
  REQUIRE(trouble);
  CHECK(trouble->type == "TypeError");
  CHECK(trouble->obstacle == Obstacle::graph);
}

TEST_CASE("a subclassed model is not found unless it is registered, and what nobody was asked is not answered") {
  const auto own =
      json::Document::parse(R"({"module": null, "class_name": "MyModel", "config": {}, "registered_name": "MyModel"})");
  REQUIRE(own);
  const auto unknown = revive(own->root(), Form::archive, {Family::keras_3, 3, 15});
  REQUIRE(unknown);
  CHECK(unknown->obstacle == Obstacle::custom_class);
  CHECK(unknown->shown().starts_with("TypeError: Could not locate class 'MyModel'. Make sure"));
  CHECK_FALSE(revive(own->root(), Form::archive, {Family::keras_3, 3, 15}, Told{.custom_objects = {"MyModel"}}));
  const auto registered = json::Document::parse(
      R"({"module": "nets", "class_name": "MyModel", "config": {}, "registered_name": "mine>MyModel"})");
  REQUIRE(registered);
  CHECK_FALSE(revive(registered->root(), Form::archive, {Family::keras_3, 3, 15}));
  CHECK_FALSE(in_legacy(R"({"class_name": "NoSuchLayer", "config": {}})", Family::tf_dot_keras, 1, 8));
  const auto legacy = json::Document::parse(R"({"class_name": "MyModel", "config": {}})");
  REQUIRE(legacy);
  const auto trouble = revive(legacy->root(), Form::legacy, {Family::keras_3, 3, 15});
  REQUIRE(trouble);
  CHECK(trouble->obstacle == Obstacle::model_class);
  CHECK(trouble->shown().starts_with("ValueError: Unknown layer: 'MyModel'"));
  const Told told{.custom_objects = {"MyModel"}};
  CHECK_FALSE(revive(legacy->root(), Form::legacy, {Family::keras_3, 3, 15}, told));
}

}  // namespace
}  // namespace weighbridge::revival
