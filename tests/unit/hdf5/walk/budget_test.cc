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
  CHECK(few->root.problem == hdf5::walk::kBeyondBudget);  // else what was not read would pass for not there
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

TEST_CASE("the densest file is listed to its end", "[walk]") {
  // Datasets in the newest format, as small as they can be; of many of them the fixed part of the budget is little.
  const Bytes image = make_image(
      [](hid_t file) {
        for (int i = 0; i < 3000; ++i) add_dataset(file, std::to_string(i).c_str(), H5T_STD_I8LE, {1});
      },
      {.low = H5F_LIBVER_V110});
  using hdf5::walk::Budget;
  const auto tree = try_walk(image, Budget(Budget::kWorkOfFileByte * image.size(), 5 * image.size()));
  REQUIRE(tree.has_value());
  CHECK_FALSE(tree->limit_reached);
  CHECK(tree->root.children.size() == 3000);
}

}  // namespace weighbridge::tests
