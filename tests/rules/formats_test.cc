// Files that are no weight files.
#include <catch2/catch_test_macros.hpp>

#include "rules/subject_builder.h"

using namespace weighbridge;
using namespace weighbridge::rules;
using namespace weighbridge::rules::testing;
using container::JsonDocument;
using container::Kind;
using container::PackedFile;
using container::PlainText;
using container::TextKind;
using Ids = std::vector<std::string>;

TEST_CASE("zero-bytes", "[zero-bytes]") {
  CHECK(ids_of(plain_file("m.h5", Kind::empty)) == Ids{"zero-bytes"});
  CHECK(silent("zero-bytes", plain_file("m.h5", Kind::zeros)));
}

TEST_CASE("all-zero-bytes", "[all-zero-bytes]") {
  CHECK(ids_of(plain_file("m.h5", Kind::zeros)) == Ids{"all-zero-bytes"});
  CHECK(silent("all-zero-bytes", plain_file("m.h5", Kind::empty)));
}

TEST_CASE("git-lfs-pointer", "[git-lfs-pointer]") {
  const SubjectBuilder pointer = plain_file("m.h5", Kind::git_lfs_pointer, container::LfsPointer{102853048});
  CHECK(ids_of(pointer) == Ids{"git-lfs-pointer"});
  CHECK(check("git-lfs-pointer", pointer).at(0).params.at("size") == "102.9 MB");
  CHECK(check("git-lfs-pointer", plain_file("m.h5", Kind::git_lfs_pointer, container::LfsPointer{}))
            .at(0)
            .params.at("size") == "an unknown size");
  CHECK(silent("git-lfs-pointer", plain_file("m.h5", Kind::text)));
}

TEST_CASE("html-page", "[html-page]") {
  const SubjectBuilder page = plain_file("m.h5", Kind::html, container::HtmlPage{"Google Drive - Quota exceeded"});
  CHECK(ids_of(page) == Ids{"html-page"});
  CHECK(check("html-page", page).at(0).params.at("page") == "titled \"Google Drive - Quota exceeded\"");
  CHECK(fires("html-page", plain_file("m.h5", Kind::html)));
  CHECK(silent("html-page", plain_file("m.xml", Kind::xml)));
}

TEST_CASE("xml-error", "[xml-error]") {
  CHECK(ids_of(plain_file("m.h5", Kind::xml, container::XmlDocument{"AccessDenied"})) == Ids{"xml-error"});
  CHECK(silent("xml-error", plain_file("m.h5", Kind::html)));
}

TEST_CASE("json-error", "[json-error]") {
  CHECK(ids_of(plain_file("m.h5", Kind::json, JsonDocument{.message = "Not Found"})) == Ids{"json-error"});
  CHECK(silent("json-error", plain_file("c.json", Kind::json, JsonDocument{.class_name = "Sequential"})));
}

TEST_CASE("source-code", "[source-code]") {
  CHECK(ids_of(plain_file("m.h5", Kind::text, PlainText{TextKind::source_code, "python"})) == Ids{"source-code"});
  CHECK(silent("source-code", plain_file("m.h5", Kind::text, PlainText{})));
}

TEST_CASE("symlink-text", "[symlink-text]") {
  CHECK(ids_of(plain_file("m.h5", Kind::text, PlainText{TextKind::link_target, "model1000.h5"})) ==
        Ids{"symlink-text"});
  CHECK(silent("symlink-text", plain_file("m.h5", Kind::text, PlainText{})));
}

TEST_CASE("text-file", "[text-file]") {
  CHECK(ids_of(plain_file("m.h5", Kind::text, PlainText{})) == Ids{"text-file"});
  CHECK(ids_of(plain_file("m.h5", Kind::json, JsonDocument{})) == Ids{"text-file"});
  CHECK(check("text-file", plain_file("m.h5", Kind::text, PlainText{TextKind::dvc_pointer, ""}))
            .at(0)
            .params.at("what") == "a pointer of dvc to the real file");
  CHECK(check("text-file", plain_file("m.h5", Kind::text, PlainText{TextKind::base64_of_hdf5, ""}))
            .at(0)
            .params.at("kind") == "base64");
  CHECK(silent("text-file", v3_file({})));
}

TEST_CASE("other-format", "[other-format]") {
  for (const Kind kind :
       {Kind::pickle, Kind::torch_zip, Kind::npz, Kind::npy, Kind::safetensors, Kind::gguf, Kind::onnx, Kind::tflite,
        Kind::tf_checkpoint_index, Kind::tf_checkpoint_data, Kind::tf_savedmodel, Kind::unknown}) {
    CHECK(ids_of(plain_file("m.h5", kind)) == Ids{"other-format"});
  }
  CHECK(check("other-format", plain_file("m.h5", Kind::unknown)).at(0).confidence == Confidence::likely);
  CHECK(check("other-format", plain_file("m.h5", Kind::unknown, container::OtherFormat{"a PDF document"}))
            .at(0)
            .params.at("what") == "a PDF document");
  const auto values = check("other-format", plain_file("w.data-00000-of-00001", Kind::unknown)).at(0);
  CHECK(values.confidence == Confidence::likely);
  CHECK(values.params.at("what") == "the values of a TensorFlow checkpoint");
  CHECK(values.params.at("loader").contains("w.index"));
  CHECK(values.params.at("how").contains("load_weights(\"w\")"));
  CHECK(check("other-format",
              plain_file("w.data-00000-of-00001", Kind::unknown, container::OtherFormat{"a PDF document"}))
            .at(0)
            .params.at("what") == "a PDF document");
  CHECK(ids_of(plain_file("m.json", Kind::json, JsonDocument{.class_name = "Sequential"})) == Ids{"other-format"});
  const auto tfjs = [](const container::TfjsModel& model) {
    return check("other-format", plain_file("model.json", Kind::json, JsonDocument{.tfjs = model})).at(0).params;
  };
  CHECK(tfjs({.has_layers = true, .keras_version = "2.15.0"}).at("kind") == "tfjs-layers");
  CHECK(tfjs({.has_layers = true, .keras_version = "2.15.0"}).at("how").starts_with("Load it with what wrote it"));
  CHECK(tfjs({.has_layers = true, .keras_version = "3.15.1"}).at("kind") == "tfjs-keras-3");
  CHECK(tfjs({.has_layers = true, .keras_version = "3.15.1"})
            .at("how")
            .starts_with("For the browser, save the model with tf_keras"));
  CHECK(tfjs({.has_layers = true, .renamed = "sequential/dense/kernel"})
            .at("loader")
            .contains("sequential/dense/kernel"));
  CHECK(tfjs({}).at("kind") == "tfjs-graph");
  CHECK(ids_of(plain_file("checkpoint", Kind::text, PlainText{TextKind::tf_checkpoint, "m"})) == Ids{"other-format"});
  CHECK(silent("other-format", v3_file({})));
  CHECK(silent("other-format", plain_file("m.h5", Kind::html)));
}

TEST_CASE("compressed-file", "[compressed-file]") {
  for (const Kind kind : {Kind::gzip, Kind::bzip2, Kind::xz, Kind::seven_zip, Kind::rar, Kind::tar}) {
    CHECK(ids_of(plain_file("m.h5", kind, PackedFile{})) == Ids{"compressed-file"});
  }
  const PackedFile zstandard{.format = "a Zstandard-compressed file"};
  CHECK(ids_of(plain_file("m.h5", Kind::unknown, zstandard)) == Ids{"compressed-file"});
  CHECK(check("compressed-file", plain_file("m.h5", Kind::gzip, PackedFile{.inside = container::Inside::hdf5}))
            .at(0)
            .params.at("inside") == "Inside is an HDF5 file.");
  CHECK(silent("compressed-file", plain_file("m.h5", Kind::npz)));
  CHECK(check("compressed-file", plain_file("m.h5.gz", Kind::gzip, PackedFile{.inside = container::Inside::gzip}))
            .at(0)
            .params.at("inside")
            .contains("again"));
}

TEST_CASE("other-format says what to do with a zip", "[other-format]") {
  const auto how = [](const SubjectBuilder& file) { return check("other-format", file).at(0).params.at("how"); };
  SubjectBuilder file = plain_file("download.zip", Kind::zip, container::ZipContents{.weights_inside = "run/m.keras"});
  file.file.zip.emplace().complete = true;
  file.file.zip->members.push_back({.name = "run/m.keras"});
  CHECK(how(file) == "Unpack it, and load run/m.keras");
  file.file.zip->members[0].encrypted = true;
  CHECK(how(file) == "Unpack it with its password, and load what comes out");
  file.file.zip->members.clear();
  file.file.details = container::ZipContents{};
  CHECK(check("other-format", file).at(0).params.at("loader") == "There is nothing in it.");
}

TEST_CASE("foreign-hdf5", "[foreign-hdf5]") {
  SubjectBuilder file = hdf5_file("data.h5", keras::Layout::hdf5_other, {});
  CHECK(silent("foreign-hdf5", file));  // nothing in it: blank-hdf5
  hdf5::Node& group = add_child(file.tree->root, "df", hdf5::NodeKind::group);
  CHECK(check("foreign-hdf5", file).at(0).params.at("looks").empty());
  add_attribute(file.tree->root, "PYTABLES_FORMAT_VERSION", {"2.1"});
  add_attribute(group, "pandas_type", {"frame"});
  CHECK(check("foreign-hdf5", file).at(0).params.at("looks") == ": it holds pandas data");
  file.checkpoint->nested_model_at = "df";
  CHECK(silent("foreign-hdf5", file));
  CHECK(silent("foreign-hdf5", v3_file({})));
}
