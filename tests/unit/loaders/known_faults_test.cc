// Faults of loaders themselves: each was seen when real Keras loaded such a file.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "unit/loaders/model_file.h"

namespace weighbridge::loaders::test {
namespace {

TEST_CASE("Normalization of a legacy file calculates without its values until Keras 3.6") {
  ModelFile file;
  file.attribute("", "layer_names", {"normalization"});
  file.legacy_layer("", "normalization", {"normalization/mean:0", "normalization/variance:0", "normalization/count:0"});
  const auto rows = file.predict("m.h5");
  for (const char* version : {"3.0.5", "3.5.0"})
    CHECK(row_of(rows, "keras", version, kLoadWeights).outcome == LoaderOutcome::silent);
  for (const char* version : {"3.6.0", "3.15.1"})
    CHECK(row_of(rows, "keras", version, kLoadWeights).outcome == LoaderOutcome::loads);
}

// A whole model of Keras 2: a convolution and what follows it.
ModelFile convolution_and(const std::string& data_format, const std::string& axis) {
  ModelFile file;
  file.attribute("", "keras_version", {"2.15.0"});
  file.architecture = R"({"class_name": "Sequential", "config": {"name": "s", "layers": [
      {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 2, 8, 8], "name": "input_1"}},
      {"class_name": "Conv2D", "config": {"name": "c", "filters": 3, "kernel_size": [2, 2], "data_format": ")" +
                      data_format + R"("}}, {"class_name": "BatchNormalization", "config": {"name": "bn", "axis": )" +
                      axis + "}}]}}";
  file.attribute("", "model_config", {file.architecture});
  file.attribute("model_weights", "layer_names", {"c", "bn"});
  file.legacy_layer("model_weights", "c", {"c/kernel:0", "c/bias:0"});
  file.legacy_layer("model_weights", "bn", {"bn/gamma:0", "bn/beta:0", "bn/moving_mean:0", "bn/moving_variance:0"});
  return file;
}

TEST_CASE("Keras 3.0 to 3.8 forget an axis that is a number") {
  const auto rows = convolution_and("channels_first", "1").predict("m.h5");
  for (const char* version : {"3.3.3", "3.8.0"})
    CHECK(row_of(rows, "keras", version, kLoadModel).outcome == LoaderOutcome::raises);
  for (const char* version : {"3.9.2", "3.15.1"})
    CHECK(row_of(rows, "keras", version, kLoadModel).outcome == LoaderOutcome::loads);
  CHECK(row_of(rows, "keras", "3.8.0", kLoadWeights).outcome == LoaderOutcome::loads);
  // As a list it is kept, and the last axis is what is taken for a forgotten one.
  for (const auto& other : {convolution_and("channels_first", "[1]"), convolution_and("channels_last", "-1")})
    CHECK(row_of(other.predict("m.h5"), "keras", "3.8.0", kLoadModel).outcome == LoaderOutcome::loads);
}

}  // namespace
}  // namespace weighbridge::loaders::test
