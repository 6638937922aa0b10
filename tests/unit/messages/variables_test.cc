// A message about a layer's variables, against what a file has. The texts are Keras' own.
#include <catch2/catch_test_macros.hpp>

#include "messages/compare/compare.h"
#include "reports.h"

namespace weighbridge {
namespace {

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

TEST_CASE("a layer of the model that was not built has no variables") {
  const std::string said =
      here("Layer 'dense' expected 0 variables, but received 2 variables during loading. Expected: []", streaming());
  CHECK(said.contains("`dense` holds kernel (16, 4) and bias (4,)"));
  CHECK(said.contains("not built yet"));
  CHECK_FALSE(said.contains("Only the file has"));
}

TEST_CASE("a running number is no reason, what lies at its place is") {
  const std::string said =
      here("Layer 'dense_5' expected 1 variables, but received 2 variables during loading. Expected: ['kernel']",
           streaming());
  CHECK(said.contains("the file has 2 arrays, and the layer takes 1"));
  CHECK(said.contains("`dense`. Only the file has bias."));
}

TEST_CASE("arrays of one of Keras' classes are not offered to another") {
  CHECK_FALSE(here("Layer 'conv2d' expected 2 variables, but received 0 variables during loading. Expected: ['kernel', "
                   "'bias']",
                   streaming())
                  .contains("set_weights"));
}

TEST_CASE("a part of an attention layer, which the other Keras keeps elsewhere") {
  Layer attention = layer("layers/multi_head_attention", "multi_head_attention", "MultiHeadAttention",
                          {tensor("layers/multi_head_attention/query_dense/vars/0", "query/kernel", {4, 2, 3})});
  const Report report = report_of("keras-v3-weights", {std::move(attention)});
  CHECK(here("Layer 'value' expected 2 variables, but received 0 variables during loading. Expected: ['kernel:0', "
             "'bias:0']",
             report)
            .contains("load the file with the one that wrote it"));
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

}  // namespace
}  // namespace weighbridge
