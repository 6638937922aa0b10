// What a pasted message asks for, against what a file has. The texts are Keras' own, printed by the versions named.
#include "messages/compare/compare.h"

#include <catch2/catch_test_macros.hpp>

#include "messages/compare/asked.h"
#include "messages/known_message.h"
#include "weighbridge/messages.h"

namespace weighbridge {
namespace {

using Shape = std::vector<std::uint64_t>;
using messages::Asked;

Tensor tensor(std::string path, std::string role, Shape shape) {
  Tensor out;
  out.path = std::move(path);
  out.role = std::move(role);
  out.shape = std::move(shape);
  return out;
}

Layer layer(std::string path, std::string name, std::string class_name, std::vector<Tensor> tensors) {
  Layer out;
  out.path = std::move(path);
  out.name = std::move(name);
  out.class_name = std::move(class_name);
  out.state = LayerState::filled;
  out.tensors = std::move(tensors);
  return out;
}

Report report_of(std::string layout, std::vector<Layer> layers) {
  Report report;
  report.layout = std::move(layout);
  report.verdict = {VerdictState::filled, "The headline.", "The why.", "The next.", std::nullopt};
  report.layers = std::move(layers);
  return report;
}

Report streaming() {
  return report_of(
      "keras-v3-weights",
      {layer("layers/gru", "gru", "GRU",
             {tensor("layers/gru/cell/vars/0", "kernel", {8, 48}),
              tensor("layers/gru/cell/vars/1", "recurrent_kernel", {16, 48}),
              tensor("layers/gru/cell/vars/2", "bias", {2, 48})}),
       layer("layers/dense", "dense", "Dense",
             {tensor("layers/dense/vars/0", "kernel", {16, 4}), tensor("layers/dense/vars/1", "bias", {4})})});
}

Report legacy_head() {
  return report_of("keras-legacy-weights",
                   {layer("dense_4", "dense_4", "Dense",
                          {tensor("dense_4/kernel", "kernel", {784, 256}), tensor("dense_4/bias", "bias", {256})}),
                    layer("dense_5", "dense_5", "Dense",
                          {tensor("dense_5/kernel", "kernel", {256, 10}), tensor("dense_5/bias", "bias", {10})})});
}

Asked only(std::string_view pasted) {
  const auto all = messages::read_asked(messages::squeeze(pasted));
  REQUIRE(all.size() == 1);
  return all.front();
}

std::string here(std::string_view pasted, const Report& report) {
  const MessageAnswers answers = answer_message(pasted, &report, Audience::terminal);
  REQUIRE_FALSE(answers.answers.empty());
  return answers.answers.front().here;
}

TEST_CASE("a layer that the file does not have: which of its layers hold what it asks for, and where") {
  const std::string said = here(
      "Layer 'gru_cell' expected 3 variables, but received 0 variables during loading. Expected: ['kernel', "
      "'recurrent_kernel', 'bias']",
      streaming());
  CHECK(said.contains("No layer of this file is called `gru_cell`"));
  CHECK(said.contains("`gru` holds kernel (8, 48), recurrent_kernel (16, 48) and bias (2, 48)"));
  CHECK(said.contains("layers/gru/cell"));
  CHECK_FALSE(said.contains("your model is"));
}

TEST_CASE("a layer that the message calls by its place") {
  const Report report = report_of(
      "keras-v3-weights",
      {layer("layers/conv2d", "c1", "Conv2D",
             {tensor("layers/conv2d/vars/0", "kernel", {3, 3, 3, 4}), tensor("layers/conv2d/vars/1", "bias", {4})})});
  const std::string nobias = here(
      "Layer 'conv2d' expected 1 variables, but received 2 variables during loading. Expected: ['kernel']", report);
  CHECK(nobias.contains("In this file `c1` holds kernel (3, 3, 3, 4) and bias (4,)"));
  CHECK(nobias.contains("Only the file has bias."));
  // Three that it does not hold: of another layer, or another file.
  CHECK(
      here("Layer 'conv2d' expected 1 variables, but received 3 variables during loading. Expected: ['kernel']", report)
          .contains("No layer of this file is called `conv2d`"));
}

TEST_CASE("a part of a layer whose parts are quantized") {
  const Report report =
      report_of("keras-v3-weights", {layer("layers/mha", "att", "MultiHeadAttention",
                                           {tensor("layers/mha/key_dense/vars/0", "kernel", {8, 2, 4}),
                                            tensor("layers/mha/key_dense/vars/1", "bias", {2, 4}),
                                            tensor("layers/mha/key_dense/vars/2", "kernel_scale", {2, 4}),
                                            tensor("layers/mha/query_dense/vars/0", "kernel", {8, 2, 4}),
                                            tensor("layers/mha/query_dense/vars/1", "bias", {2, 4}),
                                            tensor("layers/mha/query_dense/vars/2", "kernel_scale", {2, 4})})});
  const std::string said =
      here("Layer 'key' expected 2 variables, but received 0 variables during loading. Expected: ['kernel', 'bias']",
           report);
  CHECK(said.contains("`att` is quantized in this file"));
  CHECK_FALSE(said.contains("No layer of this file"));
}

TEST_CASE("a Keras that does not know the layout looks for a layer in vain") {
  Report report = streaming();
  report.loaders.push_back({.loader = {"tf.keras", "2.12.0", "2.15.1"},
                            .call = "model.load_weights(path)",
                            .outcome = LoaderOutcome::raises,
                            .error = std::nullopt,
                            .because = std::nullopt,
                            .remedy = "Load it with Keras 3.",
                            .is_mine = true});
  const std::string said =
      here("Layer 'dense' expected 2 variables, but received 0 variables during loading. Expected: ['kernel', 'bias']",
           report);
  CHECK(said.contains("In this file `dense` holds kernel (16, 4) and bias (4,)"));
  CHECK(said.ends_with("does not find it: Load it with Keras 3."));
}

TEST_CASE("a layer that is there, and was looked for elsewhere") {
  const std::string said =
      here("Layer 'dense' expected 2 variables, but received 0 variables during loading. Expected: ['kernel', 'bias']",
           streaming());
  CHECK(said.contains("In this file `dense` holds kernel (16, 4) and bias (4,), at layers/dense"));
  CHECK(said.contains("looked in another place"));
}

TEST_CASE("a layer with another number of arrays: what only one of the two has") {
  const std::string said = here(
      "Layer 'dense' expected 1 variables, but received 2 variables during loading. Expected: ['kernel']", streaming());
  CHECK(said.contains("your model's layer takes 1 array."));
  CHECK(said.contains("Only the file has bias."));
}

TEST_CASE("shapes: which side differs, and how to load the rest") {
  const std::string said = here(
      "ValueError: Shape mismatch in layer #1 (named dense_5)for weight dense_5/kernel. Weight expects shape (256, "
      "25). Received saved weight with shape (256, 10)",
      legacy_head());
  CHECK(said.contains("In this file `dense_5` has kernel (256, 10); your model has (256, 25)"));
  CHECK(said.contains("10 in the file, 25 in your model"));
  CHECK(said.contains("up to 3.10 need `by_name=True`"));
  const std::string input = here(
      "Shape mismatch in layer #0 (named dense_4) for weight dense_4/kernel. Weight expects shape (1024, 256). "
      "Received saved weight with "
      "shape (784, 256)",
      legacy_head());
  CHECK(input.contains("the layer's input: 784 in the file, 1024 in your model"));
}

TEST_CASE("a shape that is nowhere in the file: the message is about another one") {
  const std::string text =
      "Shape mismatch in layer #0 (named d) for weight d/kernel. Weight expects shape (3, 3). Received saved weight "
      "with shape (5, 5)";
  CHECK(here(text, legacy_head()).contains("may be about another file"));
  Report unclear = legacy_head();
  std::vector<Layer> layers = unclear.layers;
  layers[0].tensors[0].shape_known = false;
  unclear.layers = layers;
  CHECK_FALSE(here(text, unclear).contains("another file"));
}

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
