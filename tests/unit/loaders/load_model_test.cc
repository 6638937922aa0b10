// The texts are those of real runs (tests/fixtures/oracle.jsonl).
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "keras/model_config.h"
#include "unit/loaders/model_file.h"

namespace weighbridge::loaders::test {
namespace {

// What the attribute model_config of a file tells.
keras::ConfigMarks marks_in(std::string_view model_config) {
  hdf5::Node root;
  hdf5::Attribute attribute;
  attribute.name = "model_config";
  attribute.value = std::vector<std::string>{std::string(model_config)};
  root.attributes.push_back(std::move(attribute));
  return keras::read_model_config(&root, {})->marks;
}

constexpr const char* kSequential =
    R"({"class_name": "Sequential", "config": {"name": "sequential", "layers": [
         {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "ragged": false, "name": "input_1"}},
         {"class_name": "Dense", "config": {"name": "dense", "units": 4,
             "kernel_initializer": {"class_name": "GlorotUniform", "config": {}}}}]}})";

ModelFile whole_model(const std::string& config, const std::string& training = "") {
  ModelFile file;
  file.attribute("", "keras_version", {"2.15.0"});
  file.attribute("", "model_config", {config});
  if (!training.empty()) file.attribute("", "training_config", {training});
  file.attribute("model_weights", "layer_names", {"dense"});
  file.legacy_layer("model_weights", "dense", {"dense/kernel:0", "dense/bias:0"});
  return file;
}

TEST_CASE("a whole model of tf.keras loads from TensorFlow 2.3 on and in Keras 3") {
  const auto rows = whole_model(kSequential).predict("m.h5");
  for (const char* version : {"2.3.4", "2.11.1", "2.15.1"})
    CHECK(row_of(rows, "tf.keras", version, kLoadModel).outcome == LoaderOutcome::loads);
  CHECK(row_of(rows, "keras", "3.15.1", kLoadModel).outcome == LoaderOutcome::loads);
  CHECK(row_of(rows, "keras", "1.2.2", kLoadModel).error == "KeyError: 0");
  CHECK(row_of(rows, "keras", "2.2.4", kLoadModel).error ==
        "TypeError: __init__() got an unexpected keyword argument 'ragged'");
  CHECK(row_of(rows, "tf.keras", "1.12.3", kLoadModel).error ==
        "ValueError: ('Unrecognized keyword arguments:', dict_keys(['ragged']))");
}

TEST_CASE("a short loss name keeps Keras 3 from compiling a legacy model, nothing else") {
  const auto rows = whole_model(kSequential,
                                R"({"loss": "mse", "metrics": null, "sample_weight_mode": null,
              "optimizer_config": {"class_name": "Adam", "config": {}}})")
                        .predict("m.h5");
  const LoaderPrediction late = row_of(rows, "keras", "3.15.1", kLoadModel);
  CHECK(late.error ==
        "ValueError: Could not deserialize 'keras.metrics.mse' because it is not a KerasSaveable subclass");
  CHECK(late.remedy->find("compile=False") != std::string::npos);
  CHECK(row_of(rows, "keras", "3.6.0", kLoadModel).error->starts_with("TypeError: Could not locate function 'mse'."));
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).outcome == LoaderOutcome::loads);
  CHECK(row_of(rows, "tf.keras", "2.15.1", kLoadModel).outcome == LoaderOutcome::loads);
  // The long name is found (run with Keras 3.0.5, 3.6.0 and 3.15.1).
  const auto longer =
      whole_model(kSequential, R"({"loss": "mean_squared_error", "metrics": ["mse"], "sample_weight_mode": null})")
          .predict("m.h5");
  CHECK(row_of(longer, "keras", "3.15.1", kLoadModel).outcome == LoaderOutcome::loads);
}

TEST_CASE("weights alone are no model, and each Keras says so in its own words") {
  ModelFile file;
  file.attribute("", "layer_names", {"dense"});
  file.legacy_layer("", "dense", {"dense/kernel:0"});
  const auto rows = file.predict("w.h5", {"weights-only-file"});
  CHECK(row_of(rows, "keras", "2.2.2", kLoadModel).error == "ValueError: No model found in config file.");
  CHECK(row_of(rows, "keras", "2.2.4", kLoadModel).error == "ValueError: Cannot create group in read only mode.");
  CHECK(row_of(rows, "keras", "2.3.1", kLoadModel).error == "ValueError: Cannot create group in read-only mode.");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadModel).error == "ValueError: No model config found in the file at w.h5.");
  CHECK(row_of(rows, "tf.keras", "2.15.1", kLoadModel).error ==
        "ValueError: No model config found in the file at <tensorflow.python.platform.gfile.GFile object at 0x...>.");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadModel).because == "weights-only-file");
}

TEST_CASE("weights are offered instead of a model only where they load") {
  ModelFile file;
  file.attribute("vars", "name", {"sequential"});
  file.v3_dense("layers/dense", "dense");
  const auto rows = file.predict("w.weights.h5");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadModel).remedy->find("model.load_weights") != std::string::npos);
  CHECK(row_of(rows, "keras", "2.2.4", kLoadModel).remedy ==
        "It holds weights alone: build the model in code and call model.load_weights. Its layout needs Keras 3 or "
        "tf.keras 2.12 or later.");
}

TEST_CASE("an HDF5 file named .keras is not found by Keras 3, but read by tf.keras") {
  const auto rows = whole_model(kSequential).predict("m.keras", {"hdf5-named-keras"});
  const LoaderPrediction row = row_of(rows, "keras", "3.15.1", kLoadModel);
  CHECK(row.error ==
        "ValueError: File not found: filepath=m.keras. Please ensure the file is an accessible `.keras` zip file.");
  CHECK(row.because == "hdf5-named-keras");
  CHECK(row.remedy == "Rename it to 'm.h5'.");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).error == "BadZipFile: File is not a zip file");
  CHECK(row_of(rows, "tf.keras", "2.15.1", kLoadModel).outcome == LoaderOutcome::loads);
}

ModelFile archive(bool built) {
  ModelFile file;
  file.config_json = R"({"class_name": "Sequential", "module": "keras", "config": {"name": "sequential", "layers": [
      {"class_name": "Dense", "module": "keras.layers", "config": {"name": "dense", "units": 4})" +
                     std::string(built ? R"(, "build_config": {"input_shape": [null, 4]})" : "") + "}]}" +
                     (built ? R"(, "build_config": {"input_shape": [null, 4]})" : "") + "}";
  file.attribute("vars", "name", {"sequential"});
  file.v3_dense("layers/dense", "dense", false);
  return file;
}

TEST_CASE("an unbuilt model comes back unbuilt without a word; a built one misses its variables") {
  CHECK(row_of(archive(false).predict("m.keras", {"never-built"}), "keras", "3.15.1", kLoadModel).outcome ==
        LoaderOutcome::silent);
  CHECK(row_of(archive(false).predict("m.keras", {"never-built"}), "keras", "3.15.1", kLoadModel).because ==
        "never-built");
  CHECK(row_of(archive(true).predict("m.keras"), "keras", "3.15.1", kLoadModel)
            .error->starts_with("ValueError: A total of 1 objects could not be loaded."));
}

TEST_CASE("a config of Keras 3.13 has an argument that earlier ones do not take") {
  ModelFile file = archive(true);
  file.v3_dense("layers/dense", "dense");
  const std::string units = "\"units\": 4";
  file.config_json.replace(file.config_json.find(units), units.size(), units + ", \"quantization_config\": null");
  const auto rows = file.predict("m.keras");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadModel).outcome == LoaderOutcome::loads);
  CHECK(
      row_of(rows, "keras", "3.6.0", kLoadModel)
          .error->starts_with("TypeError: <class 'keras.src.models.sequential.Sequential'> could not be deserialized"));
  CHECK(row_of(rows, "keras", "3.6.0", kLoadWeights).outcome == LoaderOutcome::loads);
}

// An InputLayer, `layer` that is called twice or once, and a Dense on its node 1.
std::string with_second_node(std::string_view layer) {
  return R"({"class_name": "Model", "config": {"name": "m", "layers": [
      {"name": "in", "class_name": "InputLayer", "config": {"name": "in"}, "inbound_nodes": []},)" +
         std::string(layer) +
         R"(,{"name": "out", "class_name": "Dense", "config": {"name": "out"},
      "inbound_nodes": [[["twice", 1, 0, {}]]]}]}})";
}

TEST_CASE("the second node of a layer that is called twice is no call of a nested model") {
  CHECK_FALSE(marks_in(with_second_node(R"({"name": "twice", "class_name": "Dense", "config": {"name": "twice"},
      "inbound_nodes": [[["in", 0, 0, {}]], [["in", 0, 0, {}]]]})"))
                  .has_inner_node);
  CHECK(marks_in(with_second_node(R"({"name": "twice", "class_name": "Model", "config": {"name": "twice", "layers": []},
      "inbound_nodes": [[["in", 0, 0, {}]]]})"))
            .has_inner_node);
}

// The same lambda x: x * 2 as Keras 2.2.4 on Python 3.6 and tf.keras 2.3.4 on Python 3.8 wrote it.
std::string with_lambda(const std::string& code) {
  return R"({"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "Lambda",
      "config": {"name": "lambda",
             "batch_input_shape": [null, 12], "function": [")" +
         code + R"(", null, null], "function_type": "lambda"}}]}})";
}

TEST_CASE("the Python of a Lambda's code is told from its first bytes") {
  using enum keras::LambdaCode;
  struct Code {
    const char* text;
    keras::LambdaCode python;
  };
  // marshal.dumps by real interpreters: x / 255.0 - 0.5 as it stands, and with 255.0 from an outer function; the last
  // but two as Keras 2.0 writes it, a character for each byte.
  const Code codes[] = {
      {"YwEAAAABAAAAAgAAAEMAAABzDAAAAHwAAGQBABVkAgAY", before_python_3_8},   // 2.7
      {"4wEAAAAAAAAAAQAAAAIAAABDAAAAcwwAAAB8AGQBGwBk", before_python_3_8},   // 3.6
      {"4wEAAAAAAAAAAQAAAAIAAAATAAAAcwwAAAB8AIgAGwBk", before_python_3_8},   // 3.7, outer
      {"4wEAAAAAAAAAAAAAAAEAAAACAAAAQwAAAHMMAAAAfABk", python_3_8_to_3_10},  // 3.8
      {"4wEAAAAAAAAAAAAAAAEAAAACAAAAEwAAAHMMAAAAfACI", python_3_8_to_3_10},  // 3.10, outer
      {"4wEAAAAAAAAAAAAAAAIAAAADAAAA8xIAAACXAHwAZAF6", since_python_3_11},   // 3.11
      {"4wEAAAAAAAAAAAAAAAIAAAATAAAA8xQAAAA+AZUAVQBU", since_python_3_11},   // 3.13, outer
      {R"(\u00e3\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0000\u0002\u0000\u0000)"
       R"(\u0000S\u0000\u0000\u0000s\f\u0000\u0000\u0000|\u0000\u0000d)",
       before_python_3_8},
      {"4wEAAAAAAAAAAAAA", unknown},
      {"AAAA", unknown},
  };
  for (const auto& [text, python] : codes) {
    CAPTURE(text);
    CHECK(marks_in(with_lambda(text)).lambda == python);
  }
  CHECK(marks_in(kSequential).lambda == none);
}

TEST_CASE("a Lambda that calls TensorFlow is run among other names in Keras 3, to learn the shape of what it gives") {
  // Of tf.keras 2.15 and Python 3.10: lambda t: tf.repeat(t[0], 2, axis=3) * tf.repeat(t[1], 2, axis=3)
  const std::string calls_tf =
      R"(4wEAAAAAAAAAAAAAAAEAAAAGAAAAQwAAAHMoAAAAdABqAXwAZAEZAGQCZANkBI0DdABqAXwAZAUZ\n)"
      R"(AGQCZANkBI0DFABTACkGTukAAAAA6QIAAADpAwAAACkB2gRheGlz6QEAAAApAtoCdGbaBnJlcGVh\ndCkB2gF0\n)";
  std::string config = with_lambda(calls_tf);
  const auto with_shape = [&](const char* shape) {
    std::string text = config;
    return text.replace(text.find("\"function_type\""), 0, std::string("\"output_shape\": ") + shape + ", ");
  };
  CHECK(marks_in(with_shape("null")).lambda_needs_module);
  CHECK_FALSE(marks_in(with_shape("[2, 2]")).lambda_needs_module);
  CHECK_FALSE(
      marks_in(with_lambda("4wEAAAAAAAAAAAAAAAEAAAACAAAAUwAAAHMIAAAAfABkARQAUwCpAk7pAgAA")).lambda_needs_module);
}

TEST_CASE("a config nested without end is left alone") {
  std::string open;
  std::string close;
  for (int i = 0; i < 5'000; ++i) {
    open += R"({"class_name": "Sequential", "config": {"layers": [)";
    close += "]}}";
  }
  CHECK(marks_in(open + close).class_name == "Sequential");
}

}  // namespace
}  // namespace weighbridge::loaders::test
