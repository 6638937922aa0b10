#include "describe.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "hdf5/walk/walk.h"
#include "io/memory_source.h"

namespace weighbridge::tests {

namespace {

void each_dataset(const hdf5::Node& node, const std::string& path,
                  const std::function<void(const std::string&, const hdf5::Dataset&)>& visit) {
  if (node.dataset) visit(path, *node.dataset);
  for (const auto& child : node.children) each_dataset(*child, path + '/' + child->name, visit);
}

}  // namespace

Result<hdf5::Tree> try_walk(const Bytes& image, hdf5::walk::Budget budget) {
  io::MemorySource source(image);
  return hdf5::walk::walk_tree(source, {}, budget);
}

hdf5::Tree walk(const Bytes& image) {
  auto tree = try_walk(image);
  INFO((tree ? std::string() : tree.error().message));
  REQUIRE(tree.has_value());
  return std::move(*tree);
}

std::vector<std::string> dataset_paths(const hdf5::Tree& tree) {
  std::vector<std::string> paths;
  each_dataset(tree.root, "", [&](const std::string& path, const hdf5::Dataset&) { paths.push_back(path); });
  return paths;
}

std::vector<std::uint64_t> dataset_offsets(const hdf5::Tree& tree) {
  std::vector<std::uint64_t> offsets;
  each_dataset(tree.root, "", [&](const std::string&, const hdf5::Dataset& dataset) {
    if (dataset.storage.offset) offsets.push_back(*dataset.storage.offset);
  });
  std::ranges::sort(offsets);
  return offsets;
}

}  // namespace weighbridge::tests
