#include "unit/loaders/model_file.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <charconv>
#include <utility>

namespace weighbridge::loaders::test {
namespace {

std::array<int, 3> parse_version(std::string_view text) {
  std::array<int, 3> version{};
  for (int& part : version) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), part);
    REQUIRE(error == std::errc());
    text.remove_prefix(std::min<std::size_t>(text.size(), static_cast<std::size_t>(end - text.data()) + 1));
  }
  return version;
}

}  // namespace

hdf5::Node& ModelFile::group(std::string_view path) {
  hdf5::Node* node = &tree_.root;
  while (!path.empty()) {
    const std::string name(path.substr(0, path.find('/')));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    const auto found = std::ranges::find(node->children, name, [](const auto& child) { return child->name; });
    if (found != node->children.end()) {
      node = found->get();
      continue;
    }
    auto made = std::make_unique<hdf5::Node>();
    made->name = name;
    hdf5::Node* const next = made.get();
    node->children.push_back(std::move(made));
    std::ranges::sort(node->children, {}, [](const auto& child) { return child->name; });  // as HDF5 lists them
    node = next;
  }
  return *node;
}

void ModelFile::dataset(std::string_view path, std::vector<std::uint64_t> shape, std::string_view type) {
  hdf5::Node& node = group(path);
  node.kind = hdf5::NodeKind::dataset;
  node.dataset = std::make_shared<hdf5::Dataset>();
  node.dataset->type.name = type;
  node.dataset->type.size_bytes = type == "opaque" ? 2 : 4;
  node.dataset->shape = std::move(shape);
  node.dataset->storage.kind = StorageKind::contiguous;
  node.dataset->storage.offset = 2048;
}

void ModelFile::attribute(std::string_view path, std::string_view name, std::vector<std::string> values) {
  hdf5::Attribute attribute;
  attribute.name = name;
  attribute.type.name = "string";
  attribute.shape = {values.size()};
  attribute.value = std::move(values);
  group(path).attributes.push_back(std::move(attribute));
}

void ModelFile::legacy_layer(std::string_view root, const std::string& name, const std::vector<std::string>& weights) {
  const std::string path = (root.empty() ? "" : std::string(root) + '/') + name;
  attribute(path, "weight_names", weights);
  for (const std::string& weight : weights) dataset(path + '/' + weight, {4, 4});
}

void ModelFile::v3_dense(std::string_view path, std::string_view name, bool filled) {
  const std::string vars = std::string(path) + "/vars";
  attribute(vars, "name", {std::string(name)});
  if (!filled) return;
  dataset(vars + "/0", {4, 4});
  dataset(vars + "/1", {4});
}

std::vector<LoaderPrediction> ModelFile::predict(std::string_view file_name,
                                                 std::vector<std::string> finding_ids) const {
  container::Identification found;
  found.kind = config_json.empty() ? container::Kind::hdf5 : container::Kind::keras_zip;
  if (!config_json.empty()) {
    found.zip.emplace();
    found.zip->complete = true;
    found.zip->has_end_record = true;
    for (const char* name : {"metadata.json", "config.json", "model.weights.h5"}) {
      found.zip->members.emplace_back();
      found.zip->members.back().name = name;
    }
  }
  const keras::ArchiveTexts texts{.metadata_json = std::nullopt,
                                  .config_json = config_json.empty() ? std::nullopt : std::optional(config_json)};
  const auto config = keras::read_model_config(&tree_.root, texts);
  const keras::Checkpoint checkpoint = keras::read_checkpoint(tree_, *config, size_bytes);
  std::vector<Finding> findings;
  for (std::string& id : finding_ids)
    findings.push_back({std::move(id), Severity::error, Confidence::certain, std::nullopt, {}, {}});
  const auto followed = json::Document::parse(architecture);
  return loaders::predict({.file_name = file_name,
                           .container = found,
                           .tree = &tree_,
                           .hdf5_problem = "",
                           .superblock = superblock ? &*superblock : nullptr,
                           .hdf5_available_bytes = size_bytes,
                           .checkpoint = &checkpoint,
                           .config = config.get()},
                          findings, followed ? followed->root() : json::Value());
}

LoaderPrediction row_of(const std::vector<LoaderPrediction>& rows, std::string_view package, std::string_view version,
                        std::string_view call) {
  const LoaderPrediction* only = nullptr;
  for (const LoaderPrediction& row : rows) {
    if (row.loader.package != package || row.call != call) continue;
    if (parse_version(version) < parse_version(*row.loader.from) ||
        parse_version(*row.loader.to) < parse_version(version))
      continue;
    REQUIRE(only == nullptr);
    only = &row;
  }
  REQUIRE(only != nullptr);
  return *only;
}

}  // namespace weighbridge::loaders::test
