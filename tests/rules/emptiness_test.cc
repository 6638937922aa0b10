#include <catch2/catch_test_macros.hpp>

#include "rules/subject_builder.h"

using namespace weighbridge;
using namespace weighbridge::rules;
using namespace weighbridge::rules::testing;
using keras::Layout;

namespace {

std::vector<Layer> two_empty() {
  return {layer("dense", "Dense", LayerState::empty), layer("dense_1", "Dense", LayerState::empty)};
}
std::vector<Layer> two_filled() {
  return {layer("dense", "Dense", LayerState::filled), layer("dense_1", "Dense", LayerState::filled)};
}

Tensor tensor(std::string path, TensorState state) {
  Tensor tensor;
  tensor.path = std::move(path);
  tensor.dtype = "float32";
  tensor.shape = {4, 2};
  tensor.parameters = 8;
  tensor.bytes = 32;
  tensor.state = state;
  return tensor;
}

}  // namespace

TEST_CASE("never-built", "[never-built]") {
  SECTION("v3 without names: Keras 3.0 to 3.5 or tf.keras") {
    CHECK(check("never-built", v3_file(two_empty())).at(0).confidence == Confidence::likely);
  }
  SECTION("an archive without build_config is certain, also when one layer was called by hand") {
    SubjectBuilder file =
        v3_file({layer("dense", "Dense", LayerState::filled), layer("dense_1", "Dense", LayerState::empty)});
    CHECK(silent("never-built", file));
    file.checkpoint->config.has_build_config = false;
    CHECK(check("never-built", file).at(0).confidence == Confidence::certain);
  }
  SECTION("an archive without build_config whose only layers are custom ones, outside of a functional model") {
    SubjectBuilder file =
        v3_file({layer("in", "InputLayer", LayerState::weightless), layer("dense", "Dense", LayerState::filled),
                 layer("sample", "Sample", LayerState::undetermined)});
    CHECK(silent("never-built", file));
    file.checkpoint->config.has_build_config = false;
    CHECK(check("never-built", file).at(0).confidence == Confidence::possible);
    for (Layer& one : file.checkpoint->layers) one.path = "encoder/layers/" + one.name;
    CHECK(silent("never-built", file));
  }
  SECTION("nothing but unknown classes in an all-empty file, as in subclassed models of Keras 3.0 to 3.5") {
    CHECK(check("never-built", v3_file({layer("dense1", "", LayerState::undetermined)})).at(0).confidence ==
          Confidence::likely);
    const Finding sampling = check("never-built", v3_file({layer("sampling", "", LayerState::undetermined)})).at(0);
    CHECK(sampling.confidence == Confidence::possible);
    CHECK(sampling.severity == Severity::warning);
    CHECK(sampling.params.at("why").contains("may need no weights"));
    CHECK(sampling.params.at("next").contains("there is nothing to do"));
  }
  SECTION("named groups under layers/ of a Sequential: Keras 3.6") {
    SubjectBuilder file = v3_file(two_empty());
    file.checkpoint->has_name_attributes = true;
    file.checkpoint->model_name = "sequential_3";
    CHECK(fires("never-built", file));
    CHECK(silent("build-without-call", file));
  }
  SECTION("legacy files of each generation") {
    SubjectBuilder file = legacy_file(two_empty());
    for (const char* package : {"keras", "tf.keras", "tf_keras"}) {
      written_by(file, package, "2.3.1", "2.3.1");
      CHECK(check("never-built", file).at(0).confidence == Confidence::likely);
    }
    file.checkpoint->layout = Layout::legacy_model;
    file.checkpoint->config.class_name = "Sequential";
    written_by(file, "keras", "3.6.0", "3.6.0");
    CHECK(check("never-built", file).at(0).confidence == Confidence::certain);
  }
  SECTION("silent on a full file, a partly empty one, one without weighted layers, and Keras 0") {
    CHECK(silent("never-built", v3_file(two_filled())));
    CHECK(silent("never-built", legacy_file({layer("dense", "Dense", LayerState::filled),
                                             layer("dense_1", "Dense", LayerState::empty)})));
    CHECK(silent("never-built", v3_file({layer("dropout", "Dropout", LayerState::weightless)})));
    CHECK(silent("never-built", hdf5_file("m.h5", Layout::keras_0, {layer("layer_0", "", LayerState::undetermined)})));
  }
}

TEST_CASE("build-without-call", "[build-without-call]") {
  SECTION("an archive with build_config, written by Keras 3") {
    SubjectBuilder file = v3_file(two_empty());
    file.checkpoint->config.has_build_config = true;
    written_by(file, "keras", "3.15.1", "3.15.1");
    CHECK(check("build-without-call", file).at(0).confidence == Confidence::certain);
    CHECK(silent("never-built", file));
    written_by(file, "tf.keras", "2.15.0", "2.15.0");  // there build() runs call()
    CHECK(silent("build-without-call", file));
    CHECK(check("never-built", file).at(0).confidence == Confidence::likely);
  }
  SECTION("named groups of a subclassed model: either, so likely") {
    SubjectBuilder file = v3_file({layer("dense", "Dense", LayerState::empty)});
    file.checkpoint->layers[0].path = "dense1";
    file.checkpoint->has_name_attributes = true;
    file.checkpoint->model_name = "my_model";
    CHECK(check("build-without-call", file).at(0).confidence == Confidence::likely);
    CHECK(silent("never-built", file));
  }
  SECTION("an archive with unknown classes only") {
    SubjectBuilder file = v3_file({layer("dense1", "", LayerState::undetermined)});
    file.checkpoint->config.has_build_config = true;
    written_by(file, "keras", "3.3.3", "3.3.3");
    CHECK(check("build-without-call", file).at(0).confidence == Confidence::likely);
  }
  SECTION("silent when the weights are there") {
    SubjectBuilder file = v3_file(two_filled());
    file.checkpoint->config.has_build_config = true;
    CHECK(silent("build-without-call", file));
  }
}

TEST_CASE("layer-without-variables", "[layer-without-variables]") {
  SubjectBuilder file =
      v3_file({layer("dense", "Dense", LayerState::filled), layer("spare", "Dense", LayerState::empty)});
  const Finding finding = check("layer-without-variables", file).at(0);
  CHECK(finding.severity == Severity::error);
  CHECK(finding.path == "layers/spare");
  CHECK(finding.params.at("layers") == "spare");

  file.checkpoint->layers[1].class_known_from = "name";
  CHECK(check("layer-without-variables", file).at(0).severity == Severity::warning);

  CHECK(silent("layer-without-variables", v3_file(two_filled())));
  SubjectBuilder empty = v3_file(two_empty());
  CHECK(silent("layer-without-variables", empty));
  empty.checkpoint->model_level.push_back(tensor("vars/0", TensorState::intact));
  CHECK(fires("layer-without-variables", empty));
}

TEST_CASE("custom-layer-without-variables", "[custom-layer-without-variables]") {
  const auto severity_of = [](std::string name, std::string class_name) {
    return check("custom-layer-without-variables",
                 v3_file({layer("out", "Dense", LayerState::filled),
                          layer(std::move(name), std::move(class_name), LayerState::undetermined)}))
        .at(0)
        .severity;
  };
  CHECK(severity_of("custom_dense", "CustomDense") == Severity::warning);
  CHECK(severity_of("my_conv", "") == Severity::warning);
  CHECK(severity_of("sampling", "Sampling") == Severity::note);
  CHECK(silent("custom-layer-without-variables",
               v3_file({layer("out", "Dense", LayerState::filled),
                        layer("layer_normalization", "LayerNormalization", LayerState::undetermined)})));
  // A lone layer of an unknown class in a file whose groups are named: it makes no variables, or the model was never
  // built (Keras 3.6).
  const auto words_of = [](std::string class_name) {
    SubjectBuilder file = v3_file({layer("x", std::move(class_name), LayerState::undetermined)});
    file.checkpoint->has_name_attributes = true;
    CHECK(check("build-without-call", file).size() + check("never-built", file).size() == 1);
    return check("custom-layer-without-variables", file).at(0).params.at("class");
  };
  // Without names the model as a whole is what was not built.
  CHECK(silent("custom-layer-without-variables", v3_file({layer("x", "", LayerState::undetermined)})));
  CHECK(words_of("Sampling") == "whose class is not one of Keras' own");
  CHECK(words_of("") == "whose class the file does not tell");
  CHECK(silent("custom-layer-without-variables", v3_file(two_filled())));
  CHECK(silent("custom-layer-without-variables",
               hdf5_file("m.h5", Layout::keras_0, {layer("layer_0", "", LayerState::undetermined)})));
}

TEST_CASE("weightless-only", "[weightless-only]") {
  SubjectBuilder file = v3_file(
      {layer("flatten", "Flatten", LayerState::weightless), layer("dropout", "Dropout", LayerState::weightless)});
  CHECK(ids_of(file) == std::vector<std::string>{"weightless-only"});
  CHECK(check("weightless-only", file).at(0).severity == Severity::note);
  file.checkpoint->layers.push_back(layer("dense", "Dense", LayerState::filled));
  CHECK(silent("weightless-only", file));
  CHECK(silent("weightless-only", v3_file({})));
}

TEST_CASE("layers of Keras that may go without weights are no alarm") {
  const SubjectBuilder file = v3_file({layer("normalization", "Normalization", LayerState::undetermined)});
  CHECK(ids_of(file) == std::vector<std::string>{"weightless-only"});
  const Finding finding = check("weightless-only", file).at(0);
  CHECK(finding.severity == Severity::note);
  CHECK(finding.confidence == Confidence::likely);
  CHECK(finding.params.at("how").contains("with a mean and a variance of its own"));
}

TEST_CASE("bins that were learnt are no weights") {
  const SubjectBuilder file = v3_file({layer("d", "Discretization", LayerState::weightless)});
  CHECK(check("weightless-only", file).at(0).params.at("how").contains("learnt by adapt()"));
}

TEST_CASE("no-layers", "[no-layers]") {
  CHECK(fires("no-layers", legacy_file({})));
  CHECK(fires("no-layers", v3_file({})));
  SubjectBuilder stump = legacy_file({});
  stump.checkpoint->has_layer_names = false;
  CHECK(silent("no-layers", stump));
  SubjectBuilder with_optimizer = v3_file({});
  with_optimizer.checkpoint->optimizer.emplace();
  CHECK(silent("no-layers", with_optimizer));
  CHECK(silent("no-layers", v3_file(two_filled())));
  CHECK(silent("no-layers", hdf5_file("m.h5", Layout::hdf5_other, {})));
}

TEST_CASE("blank-hdf5", "[blank-hdf5]") {
  SubjectBuilder file = hdf5_file("m.h5", Layout::hdf5_other, {});
  CHECK(fires("blank-hdf5", file));
  add_attribute(file.tree->root, "keras_version", {"2.2.4"});
  CHECK(fires("blank-hdf5", file));
  add_attribute(file.tree->root, "title", {"x"});
  CHECK(silent("blank-hdf5", file));
  SubjectBuilder full = hdf5_file("m.h5", Layout::hdf5_other, {});
  add_child(full.tree->root, "data", hdf5::NodeKind::group);
  CHECK(silent("blank-hdf5", full));
  SubjectBuilder unreadable = hdf5_file("m.h5", Layout::hdf5_other, {});
  unreadable.tree->root.problem = "wrong B-tree signature";
  CHECK(silent("blank-hdf5", unreadable));
}

TEST_CASE("optimizer-only", "[optimizer-only]") {
  SubjectBuilder file = v3_file({});
  file.checkpoint->optimizer.emplace().tensors.push_back(tensor("optimizer/vars/0", TensorState::intact));
  CHECK(ids_of(file) == std::vector<std::string>{"optimizer-only"});
  file.checkpoint->layers = two_filled();
  CHECK(silent("optimizer-only", file));
  file.checkpoint->layers = two_empty();
  CHECK(silent("optimizer-only", file));  // never-built names the cause
}

TEST_CASE("save-interrupted", "[save-interrupted]") {
  SubjectBuilder file = legacy_file(two_filled());
  CHECK(silent("save-interrupted", file));
  SECTION("a listed layer has no group") { file.checkpoint->listed_without_group = {"last"}; }
  SECTION("a group has no weight_names") { file.checkpoint->groups_without_weight_names = {"last"}; }
  std::string missing = "last";
  SECTION("a listed weight has no array") {
    file.checkpoint->listed_without_dataset = {{"dense", missing = "dense/kernel:0"}};
  }
  SECTION("a listed weight, named without its layer, has no array") {
    file.checkpoint->listed_without_dataset = {{"dense", "w"}};
    missing = "w of dense";
  }
  const bool broken = !file.checkpoint->listed_without_group.empty() ||
                      !file.checkpoint->groups_without_weight_names.empty() ||
                      !file.checkpoint->listed_without_dataset.empty();
  if (broken) CHECK(check("save-interrupted", file).at(0).params.at("missing") == missing);
}

TEST_CASE("save-interrupted in an archive: a layer of the config is not among the weights", "[save-interrupted]") {
  SubjectBuilder file =
      v3_file({layer("dense", "Dense", LayerState::filled), layer("dense_1", "Dense", LayerState::missing)});
  CHECK(check("save-interrupted", file).at(0).params.at("missing") == "dense_1");
}

TEST_CASE("the layer at which the save stopped is not called unbuilt as well", "[save-interrupted]") {
  SubjectBuilder file = legacy_file({layer("cu_dnngru_1", "CuDNNGRU", LayerState::empty)});
  CHECK(fires("never-built", file));
  file.checkpoint->groups_without_weight_names = {"cu_dnngru_1"};
  CHECK(silent("never-built", file));
  CHECK(check("save-interrupted", file).at(0).params.at("kind") == "layer");
}

TEST_CASE("save-interrupted before the first weight", "[save-interrupted]") {
  SubjectBuilder file = hdf5_file("m.h5", Layout::legacy_model, {});
  CHECK(silent("save-interrupted", file));
  file.checkpoint->has_layer_names = false;
  CHECK(fires("save-interrupted", file));
}

TEST_CASE("never-written-dataset", "[never-written-dataset]") {
  SubjectBuilder file = v3_file(two_filled());
  file.checkpoint->layers[0].tensors = {tensor("layers/dense/vars/0", TensorState::intact)};
  CHECK(silent("never-written-dataset", file));
  file.checkpoint->layers[0].tensors[0].state = TensorState::never_written;
  CHECK(check("never-written-dataset", file).at(0).path == "layers/dense/vars/0");
  file.checkpoint->layers[0].tensors[0].parameters = 0;  // an empty array needs no space
  CHECK(silent("never-written-dataset", file));
}

TEST_CASE("missing-shard", "[missing-shard]") {
  const SubjectBuilder index = plain_file(
      "m.weights.json", container::Kind::json,
      container::JsonDocument{.shards = container::ShardList{3, {"m_00000.weights.h5", "m_00001.weights.h5"}}});
  CHECK(ids_of(index) == std::vector<std::string>{"missing-shard"});
  CHECK(silent("missing-shard", plain_file("a.json", container::Kind::json, container::JsonDocument{})));
}

TEST_CASE("lone-shard", "[lone-shard]") {
  SubjectBuilder file = v3_file(two_empty());
  CHECK(silent("lone-shard", file));
  file.file_name = "model_00001.weights.h5";
  CHECK(ids_of(file) == std::vector<std::string>{"lone-shard"});
  CHECK(check("lone-shard", file).at(0).params.at("index") == "model.weights.json");
  for (const char* other : {"model_0001.weights.h5", "model00001.weights.h5", "_00001.h5", "00001.weights.h5"}) {
    file.file_name = other;
    CHECK(silent("lone-shard", file));
  }
}
