// A file may cost so much and no more.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "describe.h"

namespace weighbridge::tests {

namespace {

void fill_groups(hid_t file) {
  for (int i = 0; i < 200; ++i) add_group(file, ("group " + std::to_string(i)).c_str());
}

}  // namespace

TEST_CASE("what was read before the budget ran out stays", "[walk]") {
  const Bytes image = make_image(fill_groups);
  const auto few = try_walk(image, hdf5::walk::Budget(hdf5::walk::Budget::kWork, 100'000));
  REQUIRE(few.has_value());
  CHECK(few->limit_reached);
  CHECK(few->root.children.size() > 10);
  CHECK(few->root.children.size() < 200);
  const auto all = try_walk(image);
  REQUIRE(all.has_value());
  CHECK_FALSE(all->limit_reached);
  CHECK(all->root.children.size() == 200);
}

TEST_CASE("groups that share one tree are not listed without end", "[walk]") {
  // All symbols of the root lead to one group, whose links lead to the root again.
  Bytes image = make_image([](hid_t file) {
    add_group(file, "a");
    add_group(file, "b");
    H5Lcreate_hard(file, "/", file, "a/root", H5P_DEFAULT, H5P_DEFAULT);
  });
  const hdf5::Tree tree = walk(image);
  CHECK(tree.objects == 3);
  const hdf5::Node* again = tree.root.at("a/root");
  REQUIRE(again != nullptr);
  CHECK(again->hard_link_again);
  CHECK(again->children.empty());
}

}  // namespace weighbridge::tests
