// The texts are those of real runs (tests/fixtures/oracle.jsonl) with the numbers and names of the file at hand.
#include <catch2/catch_test_macros.hpp>

#include "unit/loaders/model_file.h"

namespace weighbridge::loaders::test {
namespace {

ModelFile two_dense_v3(bool filled = true) {
  ModelFile file;
  file.attribute("vars", "name", {"sequential"});
  file.v3_dense("layers/dense", "dense", filled);
  file.v3_dense("layers/dense_1", "dense_1", filled);
  return file;
}

ModelFile two_dense_legacy() {
  ModelFile file;
  file.attribute("", "layer_names", {"dense", "dense_1"});
  file.attribute("", "keras_version", {"2.15.0"});
  file.legacy_layer("", "dense", {"dense/kernel:0", "dense/bias:0"});
  file.legacy_layer("", "dense_1", {"dense_1/kernel:0", "dense_1/bias:0"});
  return file;
}

TEST_CASE("a sound v3 file loads where its layout is known, and is empty to all others") {
  const auto rows = two_dense_v3().predict("m.weights.h5");
  for (const char* version : {"3.0.5", "3.6.0", "3.15.1"})
    CHECK(row_of(rows, "keras", version, kLoadWeights).outcome == LoaderOutcome::loads);
  CHECK(row_of(rows, "tf.keras", "2.15.1", kLoadWeights).outcome == LoaderOutcome::loads);
  CHECK(row_of(rows, "tf_keras", "2.21.0", kLoadWeights).outcome == LoaderOutcome::loads);

  CHECK(row_of(rows, "keras", "2.1.3", kLoadWeights).error ==
        "KeyError: \"Can't open attribute (can't locate attribute: 'layer_names')\"");
  CHECK(row_of(rows, "tf.keras", "2.4.4", kLoadWeights).error ==
        "ValueError: You are trying to load a weight file containing 0 layers into a model with 2 layers.");
  CHECK(row_of(rows, "tf.keras", "2.11.1", kLoadWeights).error ==
        "ValueError: Layer count mismatch when loading weights from file. Model expected 2 layers, found 0 saved "
        "layers.");
  // Its list is called _layer_checkpoint_dependencies.
  CHECK(row_of(rows, "tf.keras", "2.13.1", kLoadWeights).error ==
        "ValueError: Layer 'dense' expected 2 variables, but received 0 variables during loading. Expected: "
        "['dense/kernel:0', "
        "'dense/bias:0']");
}

// Subclassed: self.blocks = [Dense, Dense, Dense]. Only the list that tf.keras makes itself counts every layer twice.
TEST_CASE("tf.keras 2.12 and 2.13 load their own files with lists of layers") {
  ModelFile file;
  for (const char* name : {"dense", "dense_1", "dense_2"}) {
    const std::string vars = std::string("_layer_checkpoint_dependencies/") + name + "/vars";
    file.dataset(vars + "/0", {4, 4});
    file.dataset(vars + "/1", {4});
  }
  // 2.14's numbering.
  CHECK(row_of(file.predict("m.weights.h5"), "tf.keras", "2.13.1", kLoadWeights).outcome == LoaderOutcome::raises);
  ModelFile lists;
  lists.group("vars");
  for (const char* name : {"dense", "dense_1", "dense_2"}) {
    const std::string vars = std::string("blocks/") + name + "/vars";
    lists.dataset(vars + "/0", {4, 4});
    lists.dataset(vars + "/1", {4});
  }
  CHECK(row_of(lists.predict("m.weights.h5"), "tf.keras", "2.13.1", kLoadWeights).outcome == LoaderOutcome::loads);
  CHECK(row_of(lists.predict("m.weights.h5"), "tf.keras", "2.12.1", kLoadWeights).outcome == LoaderOutcome::loads);
}

TEST_CASE("a v3 file under a legacy name needs only its name back") {
  const auto rows = two_dense_v3().predict("m.h5", {"v3-layout-named-h5"});
  const LoaderPrediction row = row_of(rows, "keras", "3.15.1", kLoadWeights);
  CHECK(row.error ==
        "ValueError: Layer count mismatch when loading weights from file. Model expected 2 layers, found 0 saved "
        "layers.");
  CHECK(row.because == "v3-layout-named-h5");
  CHECK(row.remedy == "Rename it to 'm.weights.h5'.");
}

TEST_CASE("a legacy file under a v3 name needs only its name back") {
  const auto rows = two_dense_legacy().predict("m.weights.h5", {"legacy-layout-named-weights-h5"});
  const LoaderPrediction late = row_of(rows, "keras", "3.6.0", kLoadWeights);
  CHECK(late.error ==
        "ValueError: A total of 2 objects could not be loaded. Example error message for object <Dense name=dense, "
        "built=True>:\n\nLayer "
        "'dense' expected "
        "2 variables, but received 0 variables during loading. Expected: ['kernel', 'bias']\n\nList of objects that "
        "could not be "
        "loaded:\n[<Dense "
        "name=dense, built=True>, <Dense name=dense_1, built=True>]");
  CHECK(late.because == "legacy-layout-named-weights-h5");
  CHECK(late.remedy == "Rename it to 'm.h5'.");
  CHECK(row_of(rows, "tf.keras", "2.15.1", kLoadWeights).error ==
        "KeyError: \"Unable to synchronously open object (object 'vars' doesn't exist)\"");
  // Run with Keras 3.3.3 and 3.5.0.
  CHECK(row_of(rows, "keras", "3.5.0", kLoadWeights)
            .error->starts_with(
                "ValueError: A total of 3 objects could not be loaded. Example error message for object <... "
                "name=..., built=True>:\n\n"
                "\"Unable to synchronously open object (object 'vars' doesn't exist)\""));
  CHECK(row_of(rows, "tf.keras", "2.11.1", kLoadWeights).outcome == LoaderOutcome::loads);
}

TEST_CASE("an empty v3 file raises for every layer that should have variables") {
  const auto rows = two_dense_v3(false).predict("m.weights.h5", {"never-built"});
  const LoaderPrediction row = row_of(rows, "keras", "3.15.1", kLoadWeights);
  CHECK(row.error->starts_with("ValueError: A total of 2 objects could not be loaded."));
  CHECK(row.because == "never-built");
}

TEST_CASE("a layer that a subclassed model never reached does not keep the rest from loading") {
  ModelFile file;
  file.attribute("vars", "name", {"my_model"});
  file.v3_dense("dense1", "dense");
  file.v3_dense("spare", "dense_2", false);
  const LoaderPrediction row = row_of(file.predict("m.weights.h5"), "keras", "3.15.1", kLoadWeights);
  CHECK(row.outcome == LoaderOutcome::loads);
  CHECK(row.remedy == "The file holds nothing for dense_2: no values are loaded there.");
}

TEST_CASE("variables of a subclassed Keras 3 model are not where tf.keras looks for them") {
  ModelFile file;
  file.attribute("vars", "name", {"my_model"});
  file.v3_dense("dense1", "dense");
  file.v3_dense("dense2", "dense_1");
  const auto rows = file.predict("m.weights.h5");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).outcome == LoaderOutcome::loads);
  CHECK(row_of(rows, "tf.keras", "2.15.1", kLoadWeights).outcome == LoaderOutcome::raises);
  CHECK(row_of(rows, "tf_keras", "2.21.0", kLoadWeights).outcome == LoaderOutcome::raises);
}

TEST_CASE("a listed layer without its group stops every legacy loader") {
  ModelFile file;
  file.attribute("", "layer_names", {"dense", "last"});
  file.legacy_layer("", "dense", {"dense/kernel:0"});
  const auto rows = file.predict("m.h5", {"save-interrupted"});
  CHECK(row_of(rows, "tf.keras", "2.4.4", kLoadWeights).error ==
        "KeyError: \"Unable to open object (object 'last' doesn't exist)\"");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).error == "KeyError: 'last'");
  CHECK(row_of(rows, "keras", "3.13.1", kLoadWeights).error ==
        "KeyError: \"Unable to synchronously open object (object 'last' doesn't exist)\"");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).because == "save-interrupted");
}

TEST_CASE("bfloat16 in the legacy layout can be read by none") {
  ModelFile file;
  file.attribute("", "layer_names", {"dense"});
  file.attribute("dense", "weight_names", {"dense/kernel:0"});
  file.dataset("dense/dense/kernel:0", {4, 4}, "opaque");
  const auto rows = file.predict("m.h5");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).error == "ValueError: No cast function available.");
  CHECK(row_of(rows, "tf.keras", "2.4.4", kLoadWeights).error == "TypeError: data type 'bfloat16' not understood");
}

TEST_CASE("a cut file gives the numbers that HDF5 gives") {
  ModelFile file = two_dense_v3();
  file.size_bytes = 10'972;
  file.superblock.emplace();
  file.superblock->end_of_file = 21'944;
  const auto rows = file.predict("v3_trunc50.weights.h5", {"truncated"});
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).error ==
        "OSError: Unable to synchronously open file (truncated file: eof = 10972, sblock->base_addr = 0, stored_eof = "
        "21944)");
  CHECK(row_of(rows, "keras", "1.2.2", kLoadWeights).error ==
        "OSError: Unable to open file (truncated file: eof = 10972, sblock->base_addr = 0, stored_eoa = 21944)");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).because == "truncated");
}

TEST_CASE("Keras 3 refuses a name that it does not know") {
  const auto rows = two_dense_legacy().predict("weights.bin");
  CHECK(row_of(rows, "keras", "3.6.0", kLoadWeights).error ==
        "ValueError: File format not supported: filepath=weights.bin. Keras 3 only supports V3 `.keras` and "
        "`.weights.h5` files, or legacy "
        "V1/V2 "
        "`.h5` files.");
  CHECK(row_of(rows, "keras", "3.6.0", kLoadWeights).remedy == "Rename it to 'weights.bin.h5'.");
  CHECK(row_of(rows, "keras", "2.2.4", kLoadWeights).outcome == LoaderOutcome::loads);
}

TEST_CASE("a layer that keeps its words elsewhere asks for no variables") {
  // Keras 3.15.1 loads what 3.0.5, 3.10.0 and 3.15.1 saved of such a model.
  ModelFile file;
  file.group("vars");
  file.group("layers/integer_lookup/vars");
  CHECK(row_of(file.predict("m.weights.h5"), "keras", "3.15.1", kLoadWeights).outcome == LoaderOutcome::loads);
}

}  // namespace
}  // namespace weighbridge::loaders::test
