// What holds for the rows of every file.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

#include "loaders/generation.h"
#include "loaders/messages.h"
#include "unit/loaders/model_file.h"

namespace weighbridge::loaders::test {
namespace {

TEST_CASE("generations follow one another without overlap") {
  const auto all = generations();
  for (std::size_t i = 0; i < all.size(); ++i) {
    INFO(package_id(all[i].package) << ' ' << to_string(all[i].from));
    CHECK(all[i].from <= all[i].to);
    if (i > 0 && all[i - 1].package == all[i].package) CHECK(all[i - 1].to < all[i].from);
  }
}

std::vector<std::vector<LoaderPrediction>> rows_of_some_files() {
  ModelFile v3;
  v3.attribute("vars", "name", {"sequential"});
  v3.v3_dense("layers/dense", "dense");
  ModelFile gapped;
  gapped.attribute("vars", "x", {"y"});
  gapped.v3_dense("_layer_checkpoint_dependencies/dense", "a");
  gapped.v3_dense("_layer_checkpoint_dependencies/dense_2", "b");
  ModelFile legacy;
  legacy.attribute("", "layer_names", {"dense"});
  legacy.legacy_layer("", "dense", {"dense/kernel:0"});
  const ModelFile blank;
  std::vector<std::vector<LoaderPrediction>> all;
  for (const char* name : {"m.weights.h5", "m.h5", "m.keras", "m.bin", "m.weights.json"}) {
    for (const ModelFile* file : {&std::as_const(v3), &std::as_const(gapped), &std::as_const(legacy), &blank})
      all.push_back(file->predict(name));
  }
  return all;
}

TEST_CASE("rows are few, each version has one for each call, and each says what its outcome needs") {
  for (const auto& rows : rows_of_some_files()) {
    CHECK(rows.size() <= kMaxRows);
    for (const Generation& loader : generations()) {
      const std::string version = to_string(loader.to);
      for (const auto call : {kLoadWeights, kLoadModel}) {
        if (call == kLoadModel && loader.is_standalone() && !loader.keras_since(1, 0)) continue;
        const LoaderPrediction row = row_of(rows, package_id(loader.package), version, call);
        CHECK(row.error.has_value() == (row.outcome == LoaderOutcome::raises));
        if (row.error) CHECK(row.error->find("{}") == std::string::npos);
      }
    }
  }
}

TEST_CASE("neighbouring rows differ") {
  for (const auto& rows : rows_of_some_files()) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const LoaderPrediction& a = rows[i - 1];
      const LoaderPrediction& b = rows[i];
      const bool neighbours = a.call == b.call && a.loader.package == b.loader.package;
      CHECK_FALSE((neighbours && a.outcome == b.outcome && a.error == b.error && a.because == b.because &&
                   a.remedy == b.remedy));
    }
  }
}

TEST_CASE("a gapped list is whole only to the versions that write it") {
  ModelFile gapped;
  gapped.group("vars");
  gapped.v3_dense("_layer_checkpoint_dependencies/dense", "a");
  gapped.v3_dense("_layer_checkpoint_dependencies/dense_2", "b");
  const auto rows = gapped.predict("m.weights.h5", {"gapped-paths"});
  CHECK(row_of(rows, "tf.keras", "2.13.1", kLoadWeights).outcome == LoaderOutcome::loads);
  CHECK(row_of(rows, "tf.keras", "2.15.1", kLoadWeights).outcome == LoaderOutcome::raises);
  // The first of each class is found: one object is missing, not two.
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights)
            .error->starts_with("ValueError: A total of 1 objects could not be loaded."));
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).because == "gapped-paths");
}

TEST_CASE("holes are filled from left to right and braces of other kinds stay") {
  CHECK(say("a {} b {}", {"1", "2"}) == "a 1 b 2");
  CHECK(say("{}/{saved_model.pbtxt|saved_model.pb}", {"m.h5"}) == "m.h5/{saved_model.pbtxt|saved_model.pb}");
  CHECK(say("{}", {"{}"}) == "{}");
  CHECK(python_list({"kernel", "bias"}) == "['kernel', 'bias']");
}

}  // namespace
}  // namespace weighbridge::loaders::test
