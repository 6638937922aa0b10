// Name against content.
#include <catch2/catch_test_macros.hpp>

#include "rules/subject_builder.h"

using namespace weighbridge;
using namespace weighbridge::rules;
using namespace weighbridge::rules::testing;
using keras::Layout;

namespace {

std::vector<Layer> one() { return {layer("dense", "Dense", LayerState::filled)}; }

SubjectBuilder keras_archive(std::string name) {
  SubjectBuilder builder = hdf5_file(std::move(name), Layout::v3_weights, one());
  builder.file.kind = container::Kind::keras_zip;
  builder.file.superblock.reset();
  builder.file.hdf5_signature_at.reset();
  container::ZipDirectory& zip = builder.file.zip.emplace();
  zip.complete = zip.has_end_record = true;
  for (const char* member : {"metadata.json", "config.json", "model.weights.h5"}) {
    zip.members.push_back({});
    zip.members.back().name = member;
  }
  builder.checkpoint->zip_member = "model.weights.h5";
  return builder;
}

Tensor tensor(std::string path) {
  Tensor tensor;
  tensor.path = std::move(path);
  return tensor;
}

}  // namespace

TEST_CASE("legacy-layout-named-weights-h5", "[legacy-layout-named-weights-h5]") {
  SubjectBuilder file = hdf5_file("m.weights.h5", Layout::legacy_weights, one());
  CHECK(check("legacy-layout-named-weights-h5", file).at(0).severity == Severity::error);
  written_by(file, "keras", "3.6.0", "3.6.0");
  CHECK(check("legacy-layout-named-weights-h5", file).at(0).severity == Severity::error);
  written_by(file, "tf.keras", "2.6.0", "2.6.5");
  CHECK(check("legacy-layout-named-weights-h5", file).at(0).severity == Severity::warning);
  written_by(file, "tf.keras", "2.6.0", "2.15.1");
  CHECK(check("legacy-layout-named-weights-h5", file).at(0).severity == Severity::error);
  file.file_name = "m.h5";
  CHECK(silent("legacy-layout-named-weights-h5", file));
  CHECK(silent("legacy-layout-named-weights-h5", v3_file(one())));
}

TEST_CASE("v3-layout-named-h5", "[v3-layout-named-h5]") {
  CHECK(fires("v3-layout-named-h5", hdf5_file("m.h5", Layout::v3_weights, one())));
  CHECK(fires("v3-layout-named-h5", hdf5_file("m.hdf5", Layout::v3_weights, one())));
  CHECK(silent("v3-layout-named-h5", v3_file(one())));
  CHECK(silent("v3-layout-named-h5", legacy_file(one())));
  CHECK(silent("v3-layout-named-h5", keras_archive("m.h5")));
}

TEST_CASE("hdf5-named-keras", "[hdf5-named-keras]") {
  SubjectBuilder file = hdf5_file("m.keras", Layout::legacy_model, one());
  CHECK(check("hdf5-named-keras", file).at(0).severity == Severity::error);
  CHECK(check("hdf5-named-keras", file).at(0).params.at("ending") == ".h5");
  written_by(file, "tf.keras", "2.6.0", "2.6.5");
  CHECK(check("hdf5-named-keras", file).at(0).severity == Severity::warning);
  CHECK(check("hdf5-named-keras", hdf5_file("m.keras", Layout::v3_weights, one())).at(0).params.at("ending") ==
        ".weights.h5");
  CHECK(silent("hdf5-named-keras", legacy_file(one())));
  CHECK(silent("hdf5-named-keras", keras_archive("m.keras")));
}

TEST_CASE("zip-named-h5", "[zip-named-h5]") {
  CHECK(fires("zip-named-h5", keras_archive("m.h5")));
  CHECK(fires("zip-named-h5", keras_archive("m.weights.h5")));
  CHECK(silent("zip-named-h5", keras_archive("m.keras")));
  CHECK(silent("zip-named-h5", legacy_file(one())));
}

TEST_CASE("wrong-extension", "[wrong-extension]") {
  CHECK(check("wrong-extension", hdf5_file("m.h5.txt", Layout::v3_weights, one())).at(0).params.at("ending") ==
        ".weights.h5");
  CHECK(check("wrong-extension", keras_archive("m.zip")).at(0).params.at("ending") == ".keras");
  SubjectBuilder old = hdf5_file("m.ckpt", Layout::legacy_weights, one());
  CHECK(check("wrong-extension", old).at(0).severity == Severity::warning);
  written_by(old, "keras", "2.2.4", "2.2.4");
  CHECK(check("wrong-extension", old).at(0).severity == Severity::note);
  CHECK(silent("wrong-extension", v3_file(one())));
  CHECK(silent("wrong-extension", hdf5_file("data.nc", Layout::hdf5_other, {})));
}

TEST_CASE("keras-0-layout", "[keras-0-layout]") {
  CHECK(fires("keras-0-layout", hdf5_file("m.h5", Layout::keras_0, {layer("layer_0", "", LayerState::filled)})));
  CHECK(silent("keras-0-layout", legacy_file(one())));
}

TEST_CASE("keras-1-layout", "[keras-1-layout]") {
  SubjectBuilder file = legacy_file(one());
  CHECK(silent("keras-1-layout", file));
  written_by(file, "keras", "1.0.0", "1.2.2");
  CHECK(fires("keras-1-layout", file));
  written_by(file, "keras", "1.0.0", "2.2.4");
  CHECK(silent("keras-1-layout", file));
}

TEST_CASE("weights-only-file", "[weights-only-file]") {
  CHECK(fires("weights-only-file", legacy_file(one())));
  SubjectBuilder whole = hdf5_file("m.h5", Layout::legacy_model, one());
  CHECK(fires("weights-only-file", whole));  // somebody copied the group model_weights, and not what stands beside it
  add_attribute(whole.tree->root, "model_config", {"{}"});
  CHECK(silent("weights-only-file", whole));
  CHECK(silent("weights-only-file", hdf5_file("m.weights.h5", Layout::legacy_weights, one())));
}

TEST_CASE("backslash-paths", "[backslash-paths]") {
  SubjectBuilder file = v3_file(one());
  CHECK(silent("backslash-paths", file));
  file.checkpoint->has_backslash_names = true;
  add_child(file.tree->root, "layers\\dense", hdf5::NodeKind::group);
  CHECK(check("backslash-paths", file).at(0).params.at("example") == "layers\\dense");
}

TEST_CASE("gapped-paths", "[gapped-paths]") {
  SubjectBuilder file = v3_file(one());
  file.checkpoint->has_checkpoint_dependencies = true;
  CHECK(silent("gapped-paths", file));
  file.checkpoint->checkpoint_dependencies_gapped = true;
  CHECK(check("gapped-paths", file).at(0).severity == Severity::note);
}

TEST_CASE("wrapper-model", "[wrapper-model]") {
  SubjectBuilder file =
      legacy_file({layer("input_1", "InputLayer", LayerState::weightless), layer("model_1", "", LayerState::filled)});
  Layer& inner = file.checkpoint->layers[1];
  for (const char* path : {"model_1/conv2d/kernel:0", "model_1/conv2d/bias:0", "model_1/dense/kernel:0",
                           "model_1/dense/bias:0", "model_1/out/kernel:0"}) {
    inner.tensors.push_back(tensor(path));
  }
  CHECK(check("wrapper-model", file).at(0).params.at("inner") == "model_1");
  inner.name = "bidirectional";
  CHECK(silent("wrapper-model", file));
  inner.name = "model_1";
  file.checkpoint->layers[0].tensors.push_back(tensor("other/kernel:0"));
  CHECK(silent("wrapper-model", file));
}

TEST_CASE("model-in-subgroup", "[model-in-subgroup]") {
  SubjectBuilder file = hdf5_file("m.h5", Layout::hdf5_other, {});
  add_child(file.tree->root, "experiment_7", hdf5::NodeKind::group);
  CHECK(silent("model-in-subgroup", file));
  file.checkpoint->nested_model_at = "experiment_7";
  CHECK(ids_of(file) == std::vector<std::string>{"model-in-subgroup"});
}

TEST_CASE("auto-generated-names", "[auto-generated-names]") {
  const auto names = [](std::vector<std::string> given) {
    std::vector<Layer> layers;
    for (std::string& name : given) layers.push_back(layer(std::move(name), "Dense", LayerState::filled));
    return legacy_file(std::move(layers));
  };
  CHECK(fires("auto-generated-names", names({"dense_5", "dense_6"})));
  CHECK(silent("auto-generated-names", names({"dense", "dense_1", "dense_2"})));
  CHECK(silent("auto-generated-names", names({"dense_1", "dense_2"})));
  CHECK(silent("auto-generated-names", names({"block_3", "fc_7"})));
}

TEST_CASE("archive-without-weights", "[archive-without-weights]") {
  SubjectBuilder archive = keras_archive("m.keras");
  CHECK(silent("archive-without-weights", archive));
  archive.file.zip->members.pop_back();
  CHECK(fires("archive-without-weights", archive));
  archive.file.zip->complete = false;
  CHECK(silent("archive-without-weights", archive));
}

TEST_CASE("archive-without-config", "[archive-without-config]") {
  SubjectBuilder archive = keras_archive("m.keras");
  CHECK(silent("archive-without-config", archive));
  archive.file.zip->members.erase(archive.file.zip->members.begin() + 1);
  CHECK(fires("archive-without-config", archive));
}

TEST_CASE("rezipped-archive", "[rezipped-archive]") {
  SubjectBuilder archive = keras_archive("m.keras");
  CHECK(silent("rezipped-archive", archive));
  archive.file.kind = container::Kind::zip;
  archive.file.details = container::ZipContents{.keras_folder = "m"};
  for (container::ZipMember& member : archive.file.zip->members) member.name = "m/" + member.name;
  CHECK(ids_of(archive) == std::vector<std::string>{"rezipped-archive"});
}

TEST_CASE("embedded-pickle", "[embedded-pickle]") {
  SubjectBuilder archive = keras_archive("m.keras");
  CHECK(silent("embedded-pickle", archive));
  archive.file.zip->members[2].name = "model.weights.npz";
  CHECK(fires("embedded-pickle", archive));
}

TEST_CASE("path-escape", "[path-escape]") {
  SubjectBuilder archive = keras_archive("m.keras");
  CHECK(silent("path-escape", archive));
  for (const char* name : {"../x", "a/../../x", "/etc/x", "C:\\x", "a\\..\\x"}) {
    archive.file.zip->members[0].name = name;
    CHECK(fires("path-escape", archive));
  }
  for (const char* name : {"a/..b/x", "assets/layers/x..txt"}) {
    archive.file.zip->members[0].name = name;
    CHECK(silent("path-escape", archive));
  }
}

TEST_CASE("zip-bomb", "[zip-bomb]") {
  SubjectBuilder archive = keras_archive("m.keras");
  container::ZipMember& member = archive.file.zip->members[2];
  member.size_bytes = 300u << 20;
  member.compressed_bytes = 4u << 20;  // 75 times: as packed zeros may be
  CHECK(silent("zip-bomb", archive));
  member.compressed_bytes = 1u << 20;
  CHECK(fires("zip-bomb", archive));
  member.size_bytes = 200u << 20;  // below the floor
  CHECK(silent("zip-bomb", archive));
  archive.file.zip->overlapping = true;
  CHECK(fires("zip-bomb", archive));
}
