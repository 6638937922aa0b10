// What real Keras does with links, values in other files and sizes without values: measured with
// Keras 2.2.4, 3.0.5, 3.12.0, 3.12.1, 3.12.2, 3.12.4, 3.13.0, 3.14.0, 3.14.1, 3.15.0 and 3.15.1 and tf.keras 2.3.4
// and 2.15.1 on files made with h5py.
#include <catch2/catch_test_macros.hpp>

#include "unit/loaders/model_file.h"

namespace weighbridge::loaders::test {
namespace {

ModelFile two_dense_v3() {
  ModelFile file;
  file.attribute("vars", "name", {"sequential"});
  file.v3_dense("layers/dense", "dense");
  file.v3_dense("layers/dense_1", "dense_1");
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

hdf5::Node& turn_into_link(ModelFile& file, std::string_view path, hdf5::NodeKind kind, std::string target) {
  hdf5::Node& node = file.group(path);
  node.kind = kind;
  node.link_target = std::move(target);
  node.dataset.reset();
  node.children.clear();
  return node;
}

TEST_CASE("a soft link is followed until 3.12.2 and 3.14.1 refuse it") {
  ModelFile file = two_dense_v3();
  file.dataset("elsewhere", {20, 8});
  turn_into_link(file, "layers/dense/vars/0", hdf5::NodeKind::soft_link, "/elsewhere");
  const auto rows = file.predict("m.weights.h5", {"soft-link"});
  for (const char* version : {"3.0.5", "3.12.1", "3.13.2", "3.14.0"}) {
    CHECK(row_of(rows, "keras", version, kLoadWeights).outcome == LoaderOutcome::loads);
  }
  CHECK(row_of(rows, "tf.keras", "2.15.1", kLoadWeights).outcome == LoaderOutcome::loads);
  for (const char* version : {"3.12.2", "3.12.4", "3.14.1", "3.15.0", "3.15.1"}) {
    const auto row = row_of(rows, "keras", version, kLoadWeights);
    CHECK(row.because == "soft-link");
    REQUIRE(row.error.has_value());
    CHECK(
        row.error->starts_with("ValueError: A total of 1 objects could not be loaded. Example error message for object "
                               "<Dense name=dense, built=True>:"
                               "\n\nNot allowed: H5 file with SoftLink\n\n"));
  }
}

TEST_CASE("in the legacy layout a link to a group is refused, too") {
  ModelFile file = two_dense_legacy();
  file.legacy_layer("", "elsewhere", {"dense/kernel:0", "dense/bias:0"});
  turn_into_link(file, "dense", hdf5::NodeKind::soft_link, "/elsewhere");
  const auto rows = file.predict("m.h5", {"soft-link"});
  CHECK(row_of(rows, "keras", "2.2.4", kLoadWeights).outcome == LoaderOutcome::loads);
  CHECK(row_of(rows, "keras", "3.14.0", kLoadWeights).outcome == LoaderOutcome::loads);
  CHECK(row_of(rows, "keras", "3.14.1", kLoadWeights).error == "ValueError: Not allowed: H5 file with SoftLink");
}

TEST_CASE("a link to nowhere raises in every version") {
  ModelFile file = two_dense_legacy();
  turn_into_link(file, "dense/dense/kernel:0", hdf5::NodeKind::soft_link, "/nowhere");
  const auto rows = file.predict("m.h5", {"soft-link"});
  CHECK(row_of(rows, "keras", "2.2.4", kLoadWeights).error ==
        "KeyError: 'Unable to open object (component not found)'");
  CHECK(row_of(rows, "keras", "3.12.0", kLoadWeights).error ==
        "KeyError: 'Unable to synchronously open object (component not found)'");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).error == "ValueError: Not allowed: H5 file with SoftLink");
}

TEST_CASE("what another file holds is taken from there, and older loaders say so") {
  ModelFile file = two_dense_v3();
  turn_into_link(file, "layers/dense", hdf5::NodeKind::external_link, "other.h5:/layers/dense");
  const auto rows = file.predict("m.weights.h5", {"external-link"});
  const auto old = row_of(rows, "keras", "3.6.0", kLoadWeights);
  CHECK(old.outcome == LoaderOutcome::loads);
  CHECK(old.remedy == "It takes values from another file, other.h5: without that one it raises.");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).error == "ValueError: Not allowed: H5 file with ExternalLink");
}

TEST_CASE("external storage is refused in the v3 layout first") {
  ModelFile v3 = two_dense_v3();
  v3.group("layers/dense/vars/0").dataset->storage = {.kind = StorageKind::external};
  v3.group("layers/dense/vars/0").dataset->external_files = {"raw.bin"};
  const auto rows = v3.predict("m.weights.h5", {"external-storage"});
  CHECK(row_of(rows, "keras", "3.12.0", kLoadWeights).outcome == LoaderOutcome::loads);
  CHECK(row_of(rows, "keras", "3.13.0", kLoadWeights).outcome == LoaderOutcome::loads);
  // Its own words are "H5 file Dataset with external links"; with so many rows the report keeps those of the newer
  // version.
  CHECK(row_of(rows, "keras", "3.12.1", kLoadWeights).outcome == LoaderOutcome::raises);
  CHECK(row_of(rows, "keras", "3.14.1", kLoadWeights)
            .error->find("Not allowed: H5 file with external Dataset: [('raw.bin', ") != std::string::npos);

  ModelFile legacy = two_dense_legacy();
  legacy.group("dense/dense/kernel:0").dataset->external_files = {"raw.bin"};
  const auto legacy_rows = legacy.predict("m.h5", {"external-storage"});
  CHECK(row_of(legacy_rows, "keras", "3.14.0", kLoadWeights).outcome == LoaderOutcome::loads);
  CHECK(row_of(legacy_rows, "keras", "3.14.1", kLoadWeights).outcome == LoaderOutcome::raises);
}

TEST_CASE("a virtual dataset without its sources is silently zeros before it is refused") {
  ModelFile file = two_dense_legacy();
  file.group("dense/dense/kernel:0").dataset->storage = {.kind = StorageKind::virtual_};
  const auto rows = file.predict("m.h5", {"virtual-dataset"});
  const auto old = row_of(rows, "tf.keras", "2.15.1", kLoadWeights);
  CHECK(old.outcome == LoaderOutcome::loads);
  CHECK(old.remedy == "It takes values from other files: without them they are silently zeros.");
  CHECK(row_of(rows, "keras", "3.14.1", kLoadWeights).error == "ValueError: Not allowed: H5 file with virtual Dataset");
}

TEST_CASE("a shape without values costs memory until Keras counts before it reads") {
  ModelFile file = two_dense_legacy();
  hdf5::Dataset& kernel = *file.group("dense/dense/kernel:0").dataset;
  kernel.shape = {1 << 20, 1 << 14};
  kernel.type.size_bytes = 4;
  kernel.storage = {.kind = StorageKind::chunked, .size_bytes = 0};
  const auto rows = file.predict("m.h5", {"shape-bomb"});
  CHECK(row_of(rows, "keras", "2.2.4", kLoadWeights).error == "MemoryError: Unable to allocate 64.0 GiB");
  CHECK(row_of(rows, "keras", "3.14.1", kLoadWeights).error == "MemoryError: Unable to allocate 64.0 GiB");
  CHECK(row_of(rows, "keras", "3.15.1", kLoadWeights).error ==
        "ValueError: Not allowed: H5 dataset 'kernel:0' declares 64.00 GB but only 0.00 B are stored on disk; refusing "
        "to load a potential "
        "decompression/shape bomb.");
}

TEST_CASE("a link that no loader asks for changes nothing") {
  ModelFile file = two_dense_v3();
  turn_into_link(file, "notes", hdf5::NodeKind::soft_link, "/layers/dense");
  for (const char* version : {"3.0.5", "3.15.1"}) {
    CHECK(row_of(file.predict("m.weights.h5", {"soft-link"}), "keras", version, kLoadWeights).outcome ==
          LoaderOutcome::loads);
  }
}

}  // namespace
}  // namespace weighbridge::loaders::test
