// Losses and metrics of the user's own in a training_config. The fragments are what tf.keras 2.3.4, 2.15.1 and Keras
// 3.8.0 wrote, the texts what tf.keras 2.3.4, 2.15.1 and Keras 3.0.5, 3.8.0, 3.15.1 raised.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "unit/loaders/model_file.h"

namespace weighbridge::loaders::test {
namespace {

constexpr const char* kSequential =
    R"({"class_name": "Sequential", "config": {"name": "sequential", "layers": [
         {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "ragged": false, "name": "input_1"}},
         {"class_name": "Dense", "config": {"name": "dense", "units": 4}}]}})";

std::vector<LoaderPrediction> compiled_with(const std::string& members) {
  ModelFile file;
  file.attribute("", "keras_version", {"2.15.0"});
  file.attribute("", "model_config", {kSequential});
  file.attribute("", "training_config", {"{" + members + R"(, "sample_weight_mode": null,
      "optimizer_config": {"class_name": "Adam", "config": {}}})"});
  file.attribute("model_weights", "layer_names", {"dense"});
  file.legacy_layer("model_weights", "dense", {"dense/kernel:0", "dense/bias:0"});
  return file.predict("m.h5");
}

struct Case {
  const char* members;
  const char* in_tf_2_3;  // empty: loads
  const char* in_tf_2_15;
  const char* in_keras_3;
};

const Case kCases[] = {
    {R"("loss": "my_loss")", "ValueError: Unknown loss function: my_loss",
     "ValueError: Unknown loss function: 'my_loss'. Please ensure you are using a `keras.utils.custom_object_scope` "
     "and "
     "that this object is included in the scope.",
     "TypeError: string indices must be integers, not 'str'"},
    {R"("loss": ["my_loss"])", "ValueError: Unknown loss function: my_loss",
     "ValueError: Unknown loss function: 'my_loss'. Please", ""},
    {R"("loss": {"class_name": "MyLoss", "config": {"reduction": "auto", "name": null}})",
     "ValueError: Unknown loss function: MyLoss", "ValueError: Unknown loss function: 'MyLoss'. Please", ""},
    {R"("loss": {"class_name": "MyLoss", "config": {"name": "my_loss", "reduction": "sum_over_batch_size"}})",
     "ValueError: Unknown loss function: MyLoss", "ValueError: Unknown loss function: 'MyLoss'. Please",
     "ValueError: Could not interpret loss identifier: my_loss"},
    {R"("loss": "mean_squared_error", "metrics": [[{"class_name": "MeanMetricWrapper", "config": {"name": "my_metric",
        "dtype": "float32", "fn": "my_metric"}}]])",
     "ValueError: Unknown metric function: my_metric", "ValueError: Unknown metric function: 'my_metric'. Please", ""},
    {R"("loss": "mean_squared_error", "metrics": [{"class_name": "MyMetric", "config": {"name": "mean"}}])",
     "ValueError: Unknown metric function: MyMetric", "ValueError: Unknown metric function: 'MyMetric'. Please", ""},
    {R"("loss": "binary_crossentropy", "metrics": ["AUC", "acc", {"class_name": "Precision", "config": {}}])", "", "",
     ""},
};

void check(const LoaderPrediction& row, std::string_view error) {
  CAPTURE(row.error.value_or(""));
  CHECK((row.outcome == LoaderOutcome::loads) == error.empty());
  CHECK(row.error.value_or("").starts_with(error));
}

TEST_CASE("a loss or metric of the user's own has to be handed over") {
  for (const Case& one : kCases) {
    CAPTURE(one.members);
    const auto rows = compiled_with(one.members);
    check(row_of(rows, "tf.keras", "2.3.4", kLoadModel), one.in_tf_2_3);
    check(row_of(rows, "tf.keras", "2.15.1", kLoadModel), one.in_tf_2_15);
    for (const char* version : {"3.0.5", "3.8.0", "3.15.1"})
      check(row_of(rows, "keras", version, kLoadModel), one.in_keras_3);
    CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).outcome == LoaderOutcome::loads);
  }
}

TEST_CASE("how to hand it over is said, by its name") {
  const auto row = row_of(compiled_with(kCases[0].members), "tf.keras", "2.15.1", kLoadModel);
  CHECK(row.remedy->contains("custom_objects={'my_loss': my_loss}"));
  CHECK(row.remedy->contains("compile=False"));
}

}  // namespace
}  // namespace weighbridge::loaders::test
