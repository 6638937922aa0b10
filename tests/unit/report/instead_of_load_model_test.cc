// What to do with a file that load_model of the newest Keras does not bring back.
#include "report/instead_of_load_model.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

namespace weighbridge::report {
namespace {

LoaderPrediction row(std::string package, std::string from, std::string to, LoaderOutcome outcome,
                     std::optional<std::string> remedy = {}) {
  return {.loader = {std::move(package), std::move(from), std::move(to)},
          .call = "load_model(path)",
          .outcome = outcome,
          .error = outcome == LoaderOutcome::raises ? std::optional<std::string>("TypeError: ...") : std::nullopt,
          .because = std::nullopt,
          .remedy = std::move(remedy)};
}

TEST_CASE("a file that the newest Keras loads needs no other way") {
  const std::vector<LoaderPrediction> rows = {row("keras", "3.0.0", "3.9.2", LoaderOutcome::raises),
                                              row("keras", "3.10.0", "3.15.1", LoaderOutcome::loads)};
  CHECK_FALSE(instead_of_load_model(rows));
  CHECK_FALSE(instead_of_load_model({}));
}

TEST_CASE("the way that works in the newest Keras comes first, then the version that loads the file as it is") {
  const std::vector<LoaderPrediction> rows = {
      row("keras", "2.2.5", "2.3.1", LoaderOutcome::loads), row("keras", "3.0.0", "3.12.4", LoaderOutcome::loads),
      row("keras", "3.13.0", "3.15.1", LoaderOutcome::raises, "Build it in code."),
      row("tf_keras", "2.15.0", "2.21.0", LoaderOutcome::loads)};
  CHECK(instead_of_load_model(rows) ==
        "load_model of Keras 3.15.1 raises an error for this file. Build it in code. As it is, it loads with "
        "load_model in Keras 3.0.0 to "
        "3.12.4.");
}

TEST_CASE("where no Keras 3 loads it, tf_keras is named before TensorFlow's own") {
  const std::vector<LoaderPrediction> rows = {row("keras", "2.2.5", "2.3.1", LoaderOutcome::loads),
                                              row("keras", "3.0.0", "3.15.1", LoaderOutcome::raises),
                                              row("tf.keras", "2.12.0", "2.15.1", LoaderOutcome::loads),
                                              row("tf_keras", "2.15.0", "2.21.0", LoaderOutcome::loads)};
  CHECK(instead_of_load_model(rows) ==
        "load_model of Keras 3.15.1 raises an error for this file. As it is, it loads with load_model in tf_keras "
        "2.15.0 to 2.21.0.");
}

TEST_CASE("a version that is not released does not count as the newest") {
  const std::vector<LoaderPrediction> rows = {row("keras", "3.0.0", "3.15.1", LoaderOutcome::raises),
                                              row("keras", "3.16.0", "3.16.0", LoaderOutcome::loads)};
  CHECK(instead_of_load_model(rows) ==
        "load_model of Keras 3.15.1 raises an error for this file. As it is, it loads with load_model in the nightly "
        "build of Keras 3.16.0 (pip "
        "install keras-nightly).");
  CHECK_FALSE(instead_of_load_model(std::vector{row("keras", "3.0.0", "3.16.0", LoaderOutcome::loads)}));
}

TEST_CASE("a load that leaves values out is not offered either") {
  const std::vector<LoaderPrediction> rows = {
      row("keras", "3.0.0", "3.15.1", LoaderOutcome::silent, "Load it with the version that wrote it.")};
  CHECK(instead_of_load_model(rows) ==
        "load_model of Keras 3.15.1 returns, but does not load all values of this file. Load it with the version that "
        "wrote it.");
}

TEST_CASE("weights that the newest Keras does not take as they are have something to be done first") {
  LoaderPrediction raises = row("keras", "3.0.0", "3.15.1", LoaderOutcome::raises, "Convert them with tf_keras.");
  raises.call = "model.load_weights(path)";
  CHECK(before_load_weights(std::vector{raises}) ==
        "load_weights of Keras 3.15.1 raises an error for this file. Convert them with tf_keras.");
  raises.because = "interrupted";
  CHECK_FALSE(before_load_weights(std::vector{raises}));
}

}  // namespace
}  // namespace weighbridge::report
