#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <iterator>
#include <string>
#include <vector>

#include "image.h"

namespace weighbridge::tests {
namespace {

using Names = std::vector<std::string>;

// The children of `group` as their link_order has them; empty where one has none.
Names in_link_order(const hdf5::Node& group) {
  std::vector<const hdf5::Node*> children;
  for (const auto& child : group.children) {
    if (!child->link_order) return {};
    children.push_back(child.get());
  }
  std::ranges::sort(children, {}, [](const hdf5::Node* child) { return *child->link_order; });
  Names names;
  for (const hdf5::Node* child : children) names.push_back(child->name);
  return names;
}

void add_groups(hid_t where, const Names& names) {
  for (const std::string& name : names) add_group(where, name.c_str());
}

Names many_names(int count) {
  Names names;
  // 7919 is prime: all of 0 ... count - 1.
  for (int i = 0; i < count; ++i) names.push_back("layer_" + std::to_string(i * 7919 % count));
  return names;
}

TEST_CASE("old-style groups tell in which order their links were made") {
  const Names made{"lstm", "dense", "batch_normalization", "dense_1", "a", "vars"};
  const auto tree = list(make_image([&](hid_t file) { add_groups(file, made); }));
  CHECK(in_link_order(tree.root) == made);
  CHECK(tree.root.children.front()->name == "a");  // listed by name all the same
}

TEST_CASE("the order survives a tree of links with several levels") {
  for (const int count : {100, 3000}) {
    const Names made = many_names(count);
    const auto tree = list(make_image([&](hid_t file) {
      add_group(file, "layers");
      const hid_t layers = H5Gopen2(file, "layers", H5P_DEFAULT);
      add_groups(layers, made);
      H5Gclose(layers);
    }));
    REQUIRE(tree.root.children.size() == 1);
    CHECK(in_link_order(*tree.root.children[0]) == made);
  }
}

TEST_CASE("the order is read behind a user block") {
  const Names made{"z", "y", "x"};
  ImageOptions options;
  options.user_block = 512;
  CHECK(in_link_order(list(make_image([&](hid_t file) { add_groups(file, made); }, options)).root) == made);
}

TEST_CASE("new-style groups and groups with fewer than two groups in them have no order") {
  ImageOptions options;
  options.low = H5F_LIBVER_V18;
  const auto modern = list(make_image([](hid_t file) { add_groups(file, {"b", "a"}); }, options));
  CHECK_FALSE(modern.root.children[0]->link_order.has_value());
  const auto alone = list(make_image([](hid_t file) { add_group(file, "a"); }));
  CHECK_FALSE(alone.root.children[0]->link_order.has_value());
}

TEST_CASE("a tree that names one node twice is damaged, lists its links once, and gives no order") {
  const Names made = many_names(40);
  Bytes image = make_image([&](hid_t file) { add_groups(file, made); });
  // Version 1 B-tree node: signature 4, type 1, level 1, count 2, siblings 16, then key 8, child 8, key 8, child 8 ...
  const std::size_t node = find_bytes(image, "TREE");
  REQUIRE(get_number(image, node + 6, 2) > 1);
  put_number(image, node + 24 + 8 + 16, get_number(image, node + 24 + 8, 8), 8);
  const auto tree = try_list(image);
  REQUIRE(tree);
  CHECK(tree->root.problem == "a B-tree with a loop");
  Names listed;
  for (const auto& child : tree->root.children) {
    CHECK_FALSE(child->link_order.has_value());
    listed.push_back(child->name);
  }
  CHECK(listed.size() > 20);
  CHECK(std::ranges::adjacent_find(listed) == listed.end());
}

TEST_CASE("a tree whose node is overwritten gives no order") {
  Bytes image = make_image([](hid_t file) { add_groups(file, many_names(40)); });
  const std::size_t node = find_bytes(image, "SNOD");
  put_number(image, node, 0, 4);
  const auto tree = try_list(image);
  REQUIRE(tree);
  CHECK_FALSE(tree->root.children.empty());
  for (const auto& child : tree->root.children) CHECK_FALSE(child->link_order.has_value());
}

}  // namespace
}  // namespace weighbridge::tests
