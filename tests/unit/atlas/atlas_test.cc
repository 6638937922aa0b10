// Facts of Keras' own source, asked of the table.
#include "atlas/atlas.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <vector>

namespace weighbridge::atlas {
namespace {

Release keras_3(int minor_number) {
  const auto release = release_for(Family::keras_3, 3, minor_number);
  REQUIRE(release);
  return *release;
}

Class layer(std::string_view name) {
  const auto found = find_class(Kind::layer, name);
  REQUIRE(found);
  return *found;
}

std::vector<std::string_view> names_of(const std::vector<Variable>& variables) {
  std::vector<std::string_view> names;
  for (const Variable& variable : variables) names.push_back(variable.name);
  return names;
}

TEST_CASE("a version is spoken for by the release of its minor, or the newest before") {
  CHECK(facts_of(keras_3(15)).version == "3.15.1");
  CHECK_FALSE(release_for(Family::keras_3, 2, 15));
  CHECK_FALSE(facts_of(keras_3(15)).nightly);
  CHECK(facts_of(keras_3(16)).nightly);
}

TEST_CASE("the axes of a fan arrive with 3.15") {
  // keras/src/initializers/random_initializers.py, VarianceScaling
  const auto glorot = find_class(Kind::initializer, "GlorotUniform");
  REQUIRE(glorot);
  CHECK(takes(*glorot, "input_axes", keras_3(14)) == Takes::no);
  CHECK(takes(*glorot, "input_axes", keras_3(15)) == Takes::yes);
  CHECK(takes(*glorot, "seed", keras_3(0)) == Takes::yes);
}

TEST_CASE("a key that nobody writes is refused, with the release's own words") {
  CHECK(takes(layer("Dense"), "no_such_key", keras_3(15)) == Takes::no);
  // keras/src/layers/layer.py, Layer.__init__, in the words of keras/src/ops/operation.py, from_config.
  CHECK(refusal_text(layer("Dense"), keras_3(15)) ==
        "TypeError: Error when deserializing class '{class}' using config={...}.\n\nException encountered: "
        "Unrecognized keyword arguments passed to {class}: {'{}': {value}}");
  CHECK(takes(layer("Dense"), "quantization_config", keras_3(12)) == Takes::no);
  CHECK(takes(layer("Dense"), "quantization_config", keras_3(13)) == Takes::yes);
  CHECK(takes(layer("LSTM"), "time_major", keras_3(15)) == Takes::no);
}

TEST_CASE("classes come and go") {
  CHECK_FALSE(exists(layer("RMSNormalization"), keras_3(8)));
  CHECK(exists(layer("RMSNormalization"), keras_3(9)));
  CHECK_FALSE(find_class(Kind::layer, "NoSuchLayer"));
  CHECK(facts_of(*first_release(layer("RMSNormalization"), Family::keras_3)).version == "3.9.2");
}

TEST_CASE("names are looked up as each release does") {
  // keras/src/initializers/__init__.py: "Orthogonal" is an alias since 3.4.
  CHECK(behind_name(Kind::initializer, "OrthogonalInitializer", Written::config, keras_3(3)) ==
        "OrthogonalInitializer");
  CHECK(behind_name(Kind::initializer, "Orthogonal", Written::config, keras_3(3)).empty());
  CHECK_FALSE(behind_name(Kind::initializer, "Orthogonal", Written::config, keras_3(15)).empty());
  CHECK_FALSE(behind_name(Kind::activation, "relu", Written::text, keras_3(15)).empty());
  CHECK(behind_name(Kind::activation, "no_such_activation", Written::text, keras_3(15)).empty());
}

TEST_CASE("modules of the v3 form") {
  CHECK(behind_module("keras.layers", "Dense", keras_3(15)) == "Dense");
  CHECK(behind_module("keras.src.engine.functional", "Functional", keras_3(15)).empty());  // tf.keras 2.13 to 2.15
  CHECK(behind_module("keras.layers", "NoSuchLayer", keras_3(15)).empty());
}

TEST_CASE("variables in Keras' order") {
  const auto dense = variables(layer("Dense"), "", keras_3(15));
  REQUIRE(dense);
  REQUIRE(dense->size() == 2);
  CHECK(dense->front().name == "kernel");
  CHECK(dense->front().shape == "in, units");
  CHECK(names_of(*variables(layer("Dense"), "use_bias=false", keras_3(15))) == std::vector<std::string_view>{"kernel"});
  const auto norm = variables(layer("BatchNormalization"), "", keras_3(15));
  REQUIRE(norm);
  CHECK(names_of(*norm) == std::vector<std::string_view>{"gamma", "beta", "moving_mean", "moving_variance"});
  CHECK_FALSE(norm->back().trained);
}

}  // namespace
}  // namespace weighbridge::atlas
