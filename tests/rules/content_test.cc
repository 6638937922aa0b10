// Unusual and unsafe content, and what is good to know.
#include <catch2/catch_test_macros.hpp>

#include "hdf5/filters.h"
#include "rules/subject_builder.h"

using namespace weighbridge;
using namespace weighbridge::rules;
using namespace weighbridge::rules::testing;
using keras::Layout;

namespace {

Tensor tensor(std::string dtype, std::vector<std::uint64_t> shape, std::uint64_t element_bytes) {
  Tensor tensor;
  tensor.path = "layers/dense/vars/0";
  tensor.dtype = std::move(dtype);
  tensor.parameters = 1;
  for (const std::uint64_t extent : shape) tensor.parameters *= extent;
  tensor.bytes = tensor.parameters * element_bytes;
  tensor.shape = std::move(shape);
  return tensor;
}

SubjectBuilder with_tensors(std::vector<Tensor> tensors) {
  SubjectBuilder file = v3_file({layer("dense", "Dense", LayerState::filled)});
  file.checkpoint->layers[0].tensors = std::move(tensors);
  return file;
}

hdf5::Dataset& add_dataset(SubjectBuilder& file, std::vector<std::uint64_t> shape, std::uint64_t stored) {
  hdf5::Node& node = add_child(file.tree->root, "kernel", hdf5::NodeKind::dataset);
  node.dataset = std::make_shared<hdf5::Dataset>();
  hdf5::Dataset& dataset = *node.dataset;
  dataset.type = {.name = "float32", .size_bytes = 4};
  dataset.shape = std::move(shape);
  dataset.storage = {.kind = StorageKind::contiguous, .offset = 2048, .size_bytes = stored, .filters = {}};
  return dataset;
}

}  // namespace

TEST_CASE("external-link", "[external-link]") {
  SubjectBuilder file = with_tensors({});
  CHECK(silent("external-link", file));
  add_child(file.tree->root, "dense", hdf5::NodeKind::external_link).link_target = "other.h5:/dense";
  CHECK(check("external-link", file).at(0).params.at("target") == "other.h5:/dense");
  CHECK(silent("soft-link", file));
}

TEST_CASE("soft-link", "[soft-link]") {
  SubjectBuilder file = with_tensors({});
  CHECK(silent("soft-link", file));
  add_child(add_child(file.tree->root, "layers", hdf5::NodeKind::group), "dense_1", hdf5::NodeKind::soft_link)
      .link_target = "/layers/dense";
  CHECK(check("soft-link", file).at(0).path == "layers/dense_1");
  CHECK(silent("external-link", file));
}

TEST_CASE("external-storage", "[external-storage]") {
  SubjectBuilder file = with_tensors({});
  hdf5::Dataset& dataset = add_dataset(file, {4}, 16);
  CHECK(silent("external-storage", file));
  dataset.storage.kind = StorageKind::external;
  dataset.external_files = {"/etc/passwd"};
  CHECK(check("external-storage", file).at(0).params.at("files") == "/etc/passwd");
}

TEST_CASE("virtual-dataset", "[virtual-dataset]") {
  SubjectBuilder file = with_tensors({});
  hdf5::Dataset& dataset = add_dataset(file, {4}, 16);
  CHECK(silent("virtual-dataset", file));
  dataset.storage.kind = StorageKind::virtual_;
  CHECK(fires("virtual-dataset", file));
}

TEST_CASE("shape-bomb", "[shape-bomb]") {
  SubjectBuilder file = with_tensors({});
  hdf5::Dataset& dataset = add_dataset(file, {1u << 15, 1u << 15}, 0);  // 4 GiB exactly: not above the limit
  CHECK(silent("shape-bomb", file));
  dataset.shape = {1u << 15, (1u << 15) + 1};
  CHECK(fires("shape-bomb", file));
  dataset.storage.size_bytes = 100u << 20;
  CHECK(silent("shape-bomb", file));
  dataset.storage = {.kind = StorageKind::virtual_};  // natural for one that stores nothing here
  CHECK(silent("shape-bomb", file));
  dataset.storage = {.kind = StorageKind::external};
  CHECK(silent("shape-bomb", file));
  dataset.storage = {.kind = StorageKind::chunked};
  dataset.shape = {~0ull, ~0ull};  // the product does not fit 64 bits
  CHECK(fires("shape-bomb", file));
}

TEST_CASE("missing-filter", "[missing-filter]") {
  SubjectBuilder file = with_tensors({});
  hdf5::Dataset& dataset = add_dataset(file, {4}, 16);
  dataset.filters = {hdf5::kDeflateFilter, hdf5::kShuffleFilter};
  CHECK(silent("missing-filter", file));
  dataset.filters = {hdf5::kShuffleFilter, 32001};
  CHECK(check("missing-filter", file).at(0).params.at("filters") == "Blosc");
}

TEST_CASE("lambda-code", "[lambda-code]") {
  SubjectBuilder file = with_tensors({});
  CHECK(silent("lambda-code", file));
  file.checkpoint->config.lambda_layers = {"lambda"};
  CHECK(fires("lambda-code", file));
}

TEST_CASE("optimizer-included", "[optimizer-included]") {
  SubjectBuilder file = with_tensors({tensor("float32", {10, 10}, 4)});
  CHECK(silent("optimizer-included", file));
  Optimizer& optimizer = file.checkpoint->optimizer.emplace();
  optimizer.tensors = {tensor("int64", {}, 8), tensor("float32", {}, 4)};
  CHECK(silent("optimizer-included", file));  // step counter and learning rate only
  optimizer.tensors.push_back(tensor("float32", {10, 10}, 4));
  optimizer.tensors.push_back(tensor("float32", {10, 10}, 4));
  CHECK(check("optimizer-included", file).at(0).params.at("share") == "66 %");
}

TEST_CASE("theano-kernel-order", "[theano-kernel-order]") {
  SubjectBuilder file = with_tensors({tensor("float32", {3, 3, 1, 8}, 4)});
  CHECK(silent("theano-kernel-order", file));
  file.checkpoint->writer.backend = "theano";
  CHECK(fires("theano-kernel-order", file));
  file.checkpoint->layers[0].tensors = {tensor("float32", {3, 3}, 4)};
  CHECK(silent("theano-kernel-order", file));
}

TEST_CASE("quantized", "[quantized]") {
  CHECK(fires("quantized", with_tensors({tensor("int8", {8, 4}, 1), tensor("float32", {4}, 4)})));
  CHECK(silent("quantized", with_tensors({tensor("float32", {8, 4}, 4), tensor("float32", {4}, 4)})));
  CHECK(silent("quantized", with_tensors({tensor("int8", {8, 4}, 1)})));  // whole numbers without a scale
}

TEST_CASE("float16", "[float16]") {
  CHECK(fires("float16", with_tensors({tensor("float16", {8, 4}, 2)})));
  CHECK(silent("float16", with_tensors({tensor("float32", {8, 4}, 4)})));
}

TEST_CASE("bfloat16", "[bfloat16]") {
  CHECK(check("bfloat16", with_tensors({tensor("bfloat16", {8, 4}, 2)})).at(0).severity == Severity::note);
  SubjectBuilder legacy = with_tensors({tensor("opaque", {8, 4}, 2)});
  legacy.checkpoint->layout = Layout::legacy_model;
  CHECK(check("bfloat16", legacy).at(0).severity == Severity::warning);
  CHECK(check("bfloat16", legacy).at(0).confidence == Confidence::likely);
  CHECK(silent("bfloat16", with_tensors({tensor("opaque", {8, 4}, 8)})));
  CHECK(silent("bfloat16", with_tensors({tensor("float16", {8, 4}, 2)})));
}

TEST_CASE("seed-state", "[seed-state]") {
  CHECK(fires("seed-state", with_tensors({tensor("uint32", {2}, 4)})));
  CHECK(silent("seed-state", with_tensors({tensor("uint32", {3}, 4)})));
}

TEST_CASE("chunked-attributes", "[chunked-attributes]") {
  SubjectBuilder file = legacy_file({layer("dense", "Dense", LayerState::filled)});
  CHECK(silent("chunked-attributes", file));
  file.checkpoint->layer_names_chunked = true;
  CHECK(fires("chunked-attributes", file));
}

TEST_CASE("vocabulary-not-in-weights", "[vocabulary-not-in-weights]") {
  SubjectBuilder file = v3_file({layer("text_vectorization", "TextVectorization", LayerState::weightless)});
  CHECK(fires("vocabulary-not-in-weights", file));
  file.checkpoint->zip_member = "model.weights.h5";
  CHECK(silent("vocabulary-not-in-weights", file));
  CHECK(silent("vocabulary-not-in-weights", v3_file({layer("dense", "Dense", LayerState::filled)})));
}

TEST_CASE("transformers-shard", "[transformers-shard]") {
  SubjectBuilder file = with_tensors({});
  CHECK(silent("transformers-shard", file));
  file.checkpoint->lists_arrays = true;
  CHECK(fires("transformers-shard", file));
}

TEST_CASE("model-level-weights", "[model-level-weights]") {
  SubjectBuilder file = with_tensors({});
  CHECK(silent("model-level-weights", file));
  file.checkpoint->model_level.push_back(tensor("float32", {1}, 4));
  CHECK(fires("model-level-weights", file));
}
