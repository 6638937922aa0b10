// The words of the verdict about a file that has its weights.
#include <catch2/catch_test_macros.hpp>

#include "catalogue/catalogue.h"
#include "report/verdict.h"
#include "verdict_file.h"

using namespace weighbridge;
using namespace weighbridge::test;

TEST_CASE("filled: how many layers and parameters, what it is and how to load it") {
  File file({filled("dense"), filled("dense_1"), filled("dense_2"), layer("dropout", LayerState::weightless)});
  file.writer.version = {"keras", "3.6.0", "3.14.1"};
  const Verdict verdict = file.judged();
  CHECK(verdict.state == VerdictState::filled);
  CHECK(verdict.headline == "This file is loaded: all 3 layers that need weights have them, 301,440 parameters.");
  CHECK(verdict.why == "It is a weights file in the layout of Keras 3, written by Keras 3.6.0 to 3.14.1.");
  CHECK(verdict.next == "Build the same model, then call model.load_weights(\"m.weights.h5\").");
}

TEST_CASE("filled: the group of a whole model without the model's description is not promised to load_model") {
  File file({filled("dense")});
  file.checkpoint.layout = keras::Layout::legacy_model;
  CHECK_FALSE(file.judged().why.contains("It is a whole model"));
  CHECK_FALSE(file.judged().next.contains("brings back the whole model"));
  file.checkpoint.config.present = true;
  CHECK(file.judged().why == "It is a whole model in the older (legacy) HDF5 layout.");
}

TEST_CASE("filled: an array behind two hard links is counted once") {
  Layer first = filled("dense"), second = filled("dense_1");
  for (Layer* layer : {&first, &second}) {
    layer->tensors[0].storage.object_address = 800;
    layer->tensors[1].storage.object_address = 1600;
  }
  File file({first, second});
  CHECK(file.judged().headline == "This file is loaded: both layers that need weights have them, 100,480 parameters.");
  file.layers[1].tensors[0].storage.file = 1;  // the same address in another file is another array
  CHECK(file.judged().headline.contains("200,832 parameters"));
}

TEST_CASE("filled: the state of random seeds is no parameter") {
  File file({filled("dense"), layer("dropout", LayerState::weightless, {tensor("seed_generator_state", {2})})});
  CHECK(file.judged().headline ==
        "This file is loaded: the one layer that needs weights has them, 100,480 parameters.");
}

TEST_CASE("filled: a layer of unknown class with nothing in it leaves the file filled, and is named") {
  File file({filled("dense"), filled("dense_1"), layer("scale", LayerState::undetermined)});
  const Verdict verdict = file.judged();
  CHECK(verdict.state == VerdictState::filled);
  CHECK(verdict.headline ==
        "This file is loaded: 2 layers have weights, 200,960 parameters; whether scale should have some, the file does "
        "not say.");
  for (const char* name : {"b", "c", "d", "e"}) file.layers.push_back(layer(name, LayerState::undetermined));
  CHECK(file.judged().headline ==
        "This file is loaded: 2 layers have weights, 200,960 parameters; whether 5 more should have some, the file "
        "does not say.");
}

TEST_CASE("filled: an error about its values or its name is not passed over") {
  File file({filled("dense")});
  Finding trouble{.id = "hdf5-named-keras",
                  .severity = Severity::error,
                  .confidence = Confidence::certain,
                  .params = {},
                  .evidence = {}};
  REQUIRE(catalogue::find(trouble.id) != nullptr);
  CHECK(file.judged({trouble}).state == VerdictState::filled);
  CHECK(file.judged({trouble}).headline ==
        "This file is loaded, but under a name that Keras 3 cannot open: the one layer that needs weights has them, "
        "100,480 parameters.");
  trouble.severity = Severity::warning;
  CHECK(file.judged({trouble}).headline.starts_with("This file is loaded: "));
}

TEST_CASE("filled: only the model's own variables") {
  File file({layer("my_model", LayerState::container, {tensor("", {3})}), layer("flatten", LayerState::weightless)});
  CHECK(file.judged().headline == "This file is loaded: the model's own weights are there, 3 parameters.");
}

TEST_CASE("filled: a warning about values joins the card, an error takes its place") {
  File file({filled("dense")});
  const Verdict before = file.judged();
  Finding finding{.id = "never-trained",
                  .severity = Severity::warning,
                  .confidence = Confidence::likely,
                  .params = {{"kernels", "1 kernel"}, {"layers", "dense"}},
                  .evidence = {}};
  const Verdict after = file.judged({finding});
  CHECK(after.headline == before.headline);
  CHECK(after.why.starts_with(before.why + " "));
  CHECK(after.next.starts_with(before.next + " "));
  Finding wrong_name{.id = "hdf5-named-keras",
                     .severity = Severity::warning,
                     .confidence = Confidence::certain,
                     .params = {},
                     .evidence = {}};
  Finding broken{.id = "nan-weights",
                 .severity = Severity::error,
                 .confidence = Confidence::certain,
                 .params = {{"tensors", "1 tensor"}},
                 .evidence = {}};
  // Of an error and a warning with a smaller rank the error is said.
  CHECK(file.judged({broken, wrong_name}).headline.contains("NaN"));
}
