// What to do, for a reader who has said which Keras he has.
#include "report/advice_for_my_keras.h"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>
#include <utility>

#include "report/instead_of_load_model.h"

namespace weighbridge::report {
namespace {

struct Row {
  std::string from, to;
  LoaderOutcome outcome;
  std::string remedy = "";
  bool is_mine = false;
};

LoaderPrediction of_keras(std::string call, Row row) {
  LoaderPrediction out;
  out.loader = {"keras", std::move(row.from), std::move(row.to)};
  out.call = std::move(call);
  out.outcome = row.outcome;
  if (!row.remedy.empty()) out.remedy = std::move(row.remedy);
  out.is_mine = row.is_mine;
  return out;
}

Report asked_by(MyKeras keras) {
  Report report;
  report.my_keras = std::move(keras);
  return report;
}

void add(Report& report, Row weights, Row model) {
  report.loaders.push_back(of_keras("model.load_weights(path)", std::move(weights)));
  report.loaders.push_back(of_keras("load_model(path)", std::move(model)));
}

constexpr auto kLoads = LoaderOutcome::loads;
constexpr auto kRaises = LoaderOutcome::raises;
constexpr auto kSilent = LoaderOutcome::silent;

TEST_CASE("a way that works is told with this Keras' own call") {
  Report report = asked_by({.package = "keras", .version = "3.10"});
  add(report, {"3.10.0", "3.10.0", kLoads, "", true}, {"3.10.0", "3.10.0", kLoads, "", true});
  CHECK(advice_for_my_keras(report, true, "m.keras", "").text ==
        "With Keras 3.10: keras.models.load_model(\"m.keras\") brings back the whole model; "
        "model.load_weights(\"m.keras\") puts the weights into the same model built in code.");
  CHECK(advice_for_my_keras(report, false, "m.h5", "").text ==
        "With Keras 3.10: build the same model, then call model.load_weights(\"m.h5\").");
  CHECK(
      advice_for_my_keras(report, false, "m.h5", "call model.quantize(\"int8\"), ").text ==
      "With Keras 3.10: build the same model, call model.quantize(\"int8\"), then call model.load_weights(\"m.h5\").");
  report.my_keras->package = "tf.keras";
  CHECK(advice_for_my_keras(report, true, "m.keras", "").text.contains(": tf.keras.models.load_model(\"m.keras\")"));
}

TEST_CASE("load_model is not named where it raises, and the way that works is, also in other versions") {
  Report report = asked_by({.package = "keras", .version = "3.10"});
  add(report, {"3.10.0", "3.10.0", kLoads, "", true}, {"3.10.0", "3.10.0", kRaises, "", true});
  add(report, {"3.15.1", "3.15.1", kLoads}, {"3.15.1", "3.15.1", kLoads});
  const Advice advice = advice_for_my_keras(report, true, "m.keras", "");
  CHECK(advice.has_way);
  CHECK(advice.text ==
        "load_model of Keras 3.10 raises an error for this file. The weights can be had: build the same model, then "
        "call model.load_weights(\"m.keras\"). As it is, it loads with load_model in Keras 3.15.1.");
}

TEST_CASE("weights that this Keras does not take are not promised") {
  Report report = asked_by({.package = "keras", .version = "2.3.1"});
  add(report, {"2.2.5", "2.3.1", kRaises, "Rename it.", true}, {"2.2.5", "2.3.1", kRaises, "", true});
  CHECK(advice_for_my_keras(report, false, "m.weights.h5", "").text ==
        "model.load_weights of Keras 2.3.1 raises an error for this file. Rename it.");
  report.loaders[0].outcome = kSilent;
  CHECK(advice_for_my_keras(report, false, "m.weights.h5", "")
            .text.starts_with("model.load_weights of Keras 2.3.1 returns, but does not load all values of this file."));
}

TEST_CASE("of a Keras newer than all the newest is told, and that it stands for it") {
  Report report = asked_by({.package = "keras", .version = "3.99", .is_known = false});
  add(report, {"3.16.0", "3.16.0", kLoads, "", true}, {"3.16.0", "3.16.0", kLoads, "", true});
  CHECK(advice_for_my_keras(report, false, "m.weights.h5", "")
            .text.starts_with("Keras 3.99 is newer than what is known here, up to 3.15.1: "));
  report.my_keras->version = "3.16";
  CHECK(advice_for_my_keras(report, false, "m.weights.h5", "")
            .text.starts_with(
                "Of Keras 3.16 a nightly build was asked, since the newest release known here is 3.15.1: "));
  report.my_keras->version = "3.17.2";
  CHECK(advice_for_my_keras(report, false, "m.weights.h5", "")
            .text.starts_with("Keras 3.17.2 is newer than what is known here, up to 3.15.1: "));
}

TEST_CASE("where the table has no row for it nothing is said") {
  const Report report = asked_by({.package = "keras", .version = "3.10"});
  CHECK(advice_for_my_keras(report, true, "m.keras", "").text.empty());
}

TEST_CASE("a version that leaves values out without a word is named beside the newest that does not") {
  Report report;
  add(report, {"3.0.0", "3.5.0", kSilent, "Call finalize_state()."}, {"3.0.0", "3.5.0", kLoads});
  add(report, {"3.6.0", "3.15.1", kLoads}, {"3.6.0", "3.15.1", kLoads});
  CHECK(but_not_in_all(report.loaders, "model.load_weights(path)") ==
        " But in Keras 3.0.0 to 3.5.0 the model is not as it was saved, and nothing says so. Call finalize_state().");
  CHECK(but_not_in_all(report.loaders, "load_model(path)").empty());
  report.loaders[2].outcome = kRaises;  // then the newest is the trouble
  CHECK(but_not_in_all(report.loaders, "model.load_weights(path)").empty());
  CHECK(but_not_in_all({}, "model.load_weights(path)").empty());
}

}  // namespace
}  // namespace weighbridge::report
