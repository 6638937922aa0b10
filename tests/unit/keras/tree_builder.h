// Builds hdf5::Tree values by hand, so that readers are tested without HDF5. Paths are made on the way; siblings are
// kept by name, as HDF5 lists them; datasets lie one behind the other from byte 4096 on.
#ifndef WEIGHBRIDGE_TESTS_UNIT_KERAS_TREE_BUILDER_H_
#define WEIGHBRIDGE_TESTS_UNIT_KERAS_TREE_BUILDER_H_

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hdf5/tree.h"
#include "keras/checkpoint.h"
#include "keras/model_config.h"

namespace weighbridge::keras::testing {

using Shape = std::vector<std::uint64_t>;
using Names = std::vector<std::string>;

class TreeBuilder {
 public:
  // The node at `path`, made as a group where it is missing. Parts may hold backslashes.
  hdf5::Node& at(std::string_view path) {
    hdf5::Node* node = &tree_.root;
    while (!path.empty()) {
      const std::size_t slash = path.find('/');
      node = &child_of(*node, std::string(path.substr(0, slash)));
      path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
    return *node;
  }

  TreeBuilder& group(std::string_view path) {
    at(path);
    return *this;
  }
  TreeBuilder& dataset(std::string_view path, Shape shape, std::string type = "float32",
                       std::uint64_t element_bytes = 4) {
    hdf5::Node& node = at(path);
    node.kind = hdf5::NodeKind::dataset;
    hdf5::Dataset dataset;
    dataset.type = {.name = std::move(type), .size_bytes = element_bytes, .big_endian = false, .tag = ""};
    std::uint64_t bytes = element_bytes;
    for (const std::uint64_t extent : shape) bytes *= extent;
    dataset.shape = std::move(shape);
    dataset.storage = {.kind = StorageKind::contiguous, .offset = next_offset_, .size_bytes = bytes, .filters = {}};
    next_offset_ += bytes;
    node.dataset = std::make_shared<hdf5::Dataset>(std::move(dataset));
    return *this;
  }
  TreeBuilder& scalar(std::string_view path, std::int64_t value, std::string type = "int64") {
    dataset(path, {}, std::move(type), 8);
    at(path).dataset->scalar_integer = value;
    return *this;
  }
  TreeBuilder& never_written(std::string_view path, Shape shape) {
    dataset(path, std::move(shape));
    at(path).dataset->storage = {};
    return *this;
  }
  TreeBuilder& unreadable(std::string_view path) {
    at(path).kind = hdf5::NodeKind::unreadable;
    at(path).problem = "bad object header version number";
    return *this;
  }

  TreeBuilder& text(std::string_view path, std::string name, std::string value) {
    return attribute(path, std::move(name), "string", {}, std::vector<std::string>{std::move(value)});
  }
  TreeBuilder& names(std::string_view path, std::string name, Names values) {
    const Shape shape{values.size()};
    // h5py's empty list.
    if (values.empty()) return attribute(path, std::move(name), "float64", shape, std::vector<double>{});
    return attribute(path, std::move(name), "string", shape, std::move(values));
  }
  TreeBuilder& number(std::string_view path, std::string name, std::int64_t value) {
    return attribute(path, std::move(name), "int64", {}, std::vector<std::int64_t>{value});
  }

  // One layer of the legacy layout: its weight_names and a dataset of shape (4, 3) for each.
  TreeBuilder& legacy_layer(const std::string& path, const Names& weights) {
    names(path, "weight_names", weights);
    for (const std::string& weight : weights) dataset(path + "/" + weight, {4, 3});
    return *this;
  }
  // `vars` of one object of the v3 layout with variables of the given shapes and, where there is one, the attribute
  // `name`.
  TreeBuilder& vars(const std::string& path, const std::vector<Shape>& shapes, const std::string& name = "") {
    const std::string vars_path = path.empty() ? "vars" : path + "/vars";
    group(vars_path);
    if (!name.empty()) text(vars_path, "name", name);
    for (std::size_t i = 0; i < shapes.size(); ++i) dataset(vars_path + "/" + std::to_string(i), shapes[i]);
    return *this;
  }

  const hdf5::Tree& tree() const { return tree_; }
  [[nodiscard]] std::uint64_t end() const { return next_offset_; }
  [[nodiscard]] Checkpoint read(const ArchiveTexts& texts = {}) const {
    return read_checkpoint(tree_, *read_model_config(&tree_.root, texts), next_offset_);
  }

 private:
  template <typename Value>
  TreeBuilder& attribute(std::string_view path, std::string name, std::string type, Shape shape, Value value) {
    hdf5::Attribute made;
    made.name = std::move(name);
    made.type.name = std::move(type);
    made.shape = std::move(shape);
    made.value = std::move(value);
    at(path).attributes.push_back(std::move(made));
    return *this;
  }

  static hdf5::Node& child_of(hdf5::Node& parent, std::string name) {
    const auto place = std::ranges::lower_bound(parent.children, name, {},
                                                [](const auto& child) -> const std::string& { return child->name; });
    if (place != parent.children.end() && (*place)->name == name) return **place;
    auto made = std::make_unique<hdf5::Node>();
    made->name = std::move(name);
    return **parent.children.insert(place, std::move(made));
  }

  hdf5::Tree tree_;
  std::uint64_t next_offset_ = 4096;
};

// "dense Dense filled" for every layer, in order: what most tests are about.
[[nodiscard]] inline Names summary(const Checkpoint& checkpoint) {
  constexpr const char* kStates[] = {"filled",       "empty",   "weightless", "container",
                                     "undetermined", "missing", "unreadable"};
  Names lines;
  for (const Layer& layer : checkpoint.layers) {
    const std::string class_name = layer.class_name.empty() ? "?" : layer.class_name;
    lines.push_back(layer.name + " " + class_name + " " + kStates[static_cast<std::size_t>(layer.state)]);
  }
  return lines;
}

[[nodiscard]] inline Names paths(const Checkpoint& checkpoint) {
  Names result;
  for (const Layer& layer : checkpoint.layers) result.push_back(layer.path);
  return result;
}

[[nodiscard]] inline Names roles(const std::vector<Tensor>& tensors) {
  Names result;
  for (const Tensor& tensor : tensors) result.push_back(tensor.role);
  return result;
}

}  // namespace weighbridge::keras::testing

#endif  // WEIGHBRIDGE_TESTS_UNIT_KERAS_TREE_BUILDER_H_
