// What a pasted message asks for, against what a file has. The texts are Keras' own, printed by the versions named.
#include "messages/compare/compare.h"

#include <catch2/catch_test_macros.hpp>

#include "reports.h"

namespace weighbridge {
namespace {

TEST_CASE("counts of layers speak of the older layout only") {
  const std::string text =
      "Layer count mismatch when loading weights from file. Model expected 3 layers, found 2 saved layers.";
  CHECK(here(text, legacy_head())
            .contains("This file has 2 layers with weights: `dense_4` and `dense_5`. Your model has 3"));
  CHECK(here("Layer count mismatch when loading weights from file. Model expected 3 layers, found 7 saved layers.",
             legacy_head())
            .contains("so it may be about another file"));
  CHECK_FALSE(messages::compare(only(text), streaming()));
}

TEST_CASE("no list of layers is what the older reader finds in the newer layout") {
  CHECK(here("Layer count mismatch when loading weights from file. Model expected 2 layers, found 0 saved layers.",
             streaming())
            .contains("in the layout of Keras 3, which has no such list"));
}

TEST_CASE("what is said of the newer layout is not said of the older one") {
  const std::string said = here(
      "Layer 'optimized_dense' expected 2 variables, but received 0 variables during loading. Expected: ['kernel', "
      "'bias']",
      legacy_head());
  CHECK(said.contains("by the order of the layers"));
  CHECK_FALSE(said.contains("No layer of this file"));
}

TEST_CASE("two texts of one traceback that mean the same are answered once") {
  const std::string pasted =
      "Could not locate class 'Scale'. Make sure custom classes are decorated. ValueError: Unknown layer: 'Scale'. "
      "Please";
  const Report report =
      report_of("keras-legacy-model", {layer("scale", "scale", "Scale", {tensor("scale/w", "", {4})})});
  CHECK(answer_message(pasted, &report, Audience::page).answers.size() == 1);
  CHECK(answer_message(pasted, nullptr, Audience::page).answers.size() == 2);
}

TEST_CASE("a class of the user's own is told from one of Keras") {
  const Report report = report_of(
      "keras-legacy-model", {layer("scale", "scale", "Scale", {tensor("scale/w", "", {4})}),
                             layer("dw", "dw", "DepthwiseConv2D", {tensor("dw/depthwise_kernel", "", {3, 3, 8, 1})})});
  CHECK(here("ValueError: Unknown layer: 'Scale'. Please ensure you are using a `keras.utils.custom_object_scope`",
             report)
            .contains("custom_objects={'Scale': Scale}"));
  CHECK(here("Could not locate class 'Scale'. Make sure custom classes are decorated", report)
            .contains("`Scale` is no class of Keras"));
  const std::string groups = here(
      "TypeError: Error when deserializing class 'DepthwiseConv2D' using config={'name': 'a'}. Exception encountered: "
      "Unrecognized keyword arguments passed to DepthwiseConv2D: {'groups': 1}",
      report);
  CHECK(groups.contains("`groups`"));
  CHECK_FALSE(groups.contains("custom_objects"));
  CHECK(groups.contains("Build the model in code and call `load_weights`"));
  CHECK_FALSE(messages::compare(only("Error when deserializing class 'Other' using config={}"), report));
}

TEST_CASE("the rank of LoRA that the model was prepared for stands beside the file's") {
  const auto asks = [](std::string_view found, std::string_view wanted) {
    return "ValueError: The Lora rank expected by file 'a.lora.h5' is rank=" + std::string(found) +
           ", but the model was called with `.enable_lora(rank=" + std::string(wanted) + ")`. Both ranks must match.";
  };
  Report report = report_of("keras-lora-adapter", {});
  CHECK(here(asks("4", "8"), report).contains("no LoRA adapter"));
  WordedFinding adapter;
  adapter.finding.id = "lora-included";
  adapter.finding.params = {{"rank", "4"}};
  report.findings.push_back(adapter);
  const std::string said = here(asks("4", "8"), report);
  CHECK(said.contains("rank 4"));
  CHECK(said.contains("prepared for rank 8"));
  CHECK(said.contains("`enable_lora(rank=4)`"));
  CHECK(here(asks("16", "8"), report).contains("may be about another one"));
}

TEST_CASE("a finding about some layers does not explain a message about another one") {
  Report report = streaming();
  report.verdict.state = VerdictState::partly_empty;
  std::vector<Layer> layers = report.layers;
  layers.push_back(layer("layers/dense_1", "dense_1", "Dense", {}));
  report.layers = layers;
  WordedFinding lacking;
  lacking.finding.id = "layer-without-variables";
  lacking.finding.layers = {"layers/dense_1"};
  lacking.title = "dense_1 has no weights";
  lacking.why = "The cause.";
  report.findings.push_back(lacking);
  const auto because = [&](std::string_view text) {
    return answer_message(text, &report, Audience::page).answers.at(0).because;
  };
  CHECK(because("Layer 'dense_1' expected 2 variables, but received 0 variables during loading.") ==
        "layer-without-variables");
  CHECK_FALSE(because("Layer 'dense' expected 2 variables, but received 0 variables during loading."));
}

}  // namespace
}  // namespace weighbridge
