// What the Keras before 3 make of single layers, and Keras 3 of theirs. Each was seen when that release ran.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "revival/revive.h"

namespace weighbridge::revival {
namespace {

using atlas::Family;

Trouble made_in(std::string_view model_class, std::string_view layer, const Loader& loader) {
  const std::string model = R"({"class_name": ")" + std::string(model_class) +
                            R"(", "config": {"name": "m", "layers": [)" + std::string(layer) + "]}}";
  const auto document = json::Document::parse(model);
  REQUIRE(document);
  return revive(document->root(), Form::legacy, loader);
}
Trouble model_of(std::string_view layer, const Loader& loader) { return made_in("Functional", layer, loader); }
Trouble in_sequential(std::string_view layer, const Loader& loader) { return made_in("Sequential", layer, loader); }

TEST_CASE("MultiHeadAttention of TensorFlow 2.4 has no shapes in its config, which later ones ask for") {
  constexpr std::string_view kAttention =
      R"({"class_name": "MultiHeadAttention", "name": "a", "config": {"name": "a", "num_heads": 2, "key_dim": 3},
          "inbound_nodes": [[["q", 0, 0, {"value": ["v", 0, 0]}]]]})";
  CHECK_FALSE(model_of(kAttention, {Family::tf_dot_keras, 2, 4}));
  for (const int minor_number : {5, 8, 10, 12, 15}) {
    const auto trouble = model_of(kAttention, {Family::tf_dot_keras, 2, minor_number});
    REQUIRE(trouble);
    CHECK(trouble->shown() == "KeyError: 'query_shape'");
  }
  for (const int minor_number : {0, 5, 10, 15}) {
    const auto trouble = model_of(kAttention, {Family::keras_3, 3, minor_number});
    REQUIRE(trouble);
    CHECK(trouble->shown() ==
          "TypeError: MultiHeadAttention.build() missing 1 required positional argument: "
          "'value_shape'");
  }
}

TEST_CASE("layers for one kind of hardware are known until TensorFlow's Keras ends, and not to Keras 3") {
  constexpr std::string_view kLayer = R"({"class_name": "CuDNNGRU", "config": {"name": "g", "units": 3}})";
  CHECK_FALSE(in_sequential(kLayer, {Family::keras, 2, 2}));
  for (const int minor_number : {3, 12, 13, 15})
    CHECK_FALSE(in_sequential(kLayer, {Family::tf_dot_keras, 2, minor_number}));
  CHECK_FALSE(in_sequential(kLayer, {Family::tf_keras, 2, 18}));
  const auto in_keras_3 = in_sequential(kLayer, {Family::keras_3, 3, 15});
  REQUIRE(in_keras_3);
  CHECK(in_keras_3->obstacle == Obstacle::missing_class);
}

TEST_CASE("an initializer without a constructor refuses what TensorFlow 1.13 to 2.0 wrote for it") {
  constexpr std::string_view kDense =
      R"({"class_name": "Dense", "config": {"name": "d", "units": 3,
          "bias_initializer": {"class_name": "Zeros", "config": {"dtype": "float32"}}}})";
  for (const int minor_number : {13, 15}) CHECK_FALSE(in_sequential(kDense, {Family::tf_dot_keras, 1, minor_number}));
  const auto trouble = in_sequential(kDense, {Family::keras_3, 3, 15});
  REQUIRE(trouble);
  CHECK(trouble->name == "Zeros");
  CHECK(trouble->shown().ends_with("Zeros() takes no arguments"));
}

TEST_CASE("a model of tf_keras names its own modules, which no other package has") {
  // As tf_keras 2.18.0 wrote it; 2.21.0 loads it.
  const auto document = json::Document::parse(R"({"module": "tf_keras.src.engine.functional", "class_name":
      "Functional", "registered_name": "Functional", "config": {"name": "m", "layers": [{"module": "keras.layers",
      "class_name": "Dense", "registered_name": null, "config": {"name": "d", "units": 3}}]}})");
  REQUIRE(document);
  for (const int minor_number : {16, 18, 21})
    CHECK_FALSE(revive(document->root(), Form::archive, {Family::tf_keras, 2, minor_number}));
  for (const Loader& loader : {Loader{Family::tf_dot_keras, 2, 15}, Loader{Family::keras_3, 3, 8}}) {
    const auto trouble = revive(document->root(), Form::archive, loader);
    REQUIRE(trouble);
    CHECK(trouble->obstacle == Obstacle::missing_class);
    CHECK(trouble->shown() ==
          "TypeError: Could not deserialize class 'Functional' because its parent module "
          "tf_keras.src.engine.functional cannot be imported.");
  }
  const auto located = revive(document->root(), Form::archive, {Family::keras_3, 3, 15});
  REQUIRE(located);
  CHECK(located->obstacle == Obstacle::missing_class);
  CHECK(located->shown().starts_with("TypeError: Could not locate class 'Functional'."));
}

TEST_CASE("each minor speaks for itself") {
  // keras/layers/preprocessing/discretization.py: output_mode since TensorFlow 2.8
  constexpr std::string_view kLayer =
      R"({"class_name": "Discretization", "config": {"name": "d", "bin_boundaries": [1.0], "output_mode": "int"}})";
  CHECK_FALSE(in_sequential(kLayer, {Family::tf_dot_keras, 2, 9}));
  const auto trouble = in_sequential(kLayer, {Family::tf_dot_keras, 2, 5});
  REQUIRE(trouble);
  CHECK(trouble->obstacle == Obstacle::argument);
  // Sharing a name is not being known: Keras 2.1 had no ReLU layer, 2.2 had.
  constexpr std::string_view kRelu = R"({"class_name": "ReLU", "config": {"name": "r"}})";
  CHECK(in_sequential(kRelu, {Family::keras, 2, 1}));
  CHECK_FALSE(in_sequential(kRelu, {Family::keras, 2, 2}));
}

}  // namespace
}  // namespace weighbridge::revival
