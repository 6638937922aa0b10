// Arrays beside what the lists of a layout name: Keras' own, of which a list was damaged, and the user's.
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>

#include "tree_builder.h"

namespace weighbridge::keras::testing {
namespace {

// Each array has an object header of its own.
void address_all(hdf5::Node& node, std::uint64_t& next) {
  if (node.dataset) node.dataset->storage.object_address = next++;
  for (const auto& child : node.children) address_all(*child, next);
}

Names unclaimed_of(TreeBuilder& builder) {
  std::uint64_t first = 800;
  address_all(builder.at(""), first);
  return builder.read().unclaimed;
}

TreeBuilder hollow_legacy() {
  TreeBuilder builder;
  builder.names("", "layer_names", {"dense", "out"})
      .text("", "backend", "tensorflow")
      .text("", "keras_version", "2.15.0");
  builder.legacy_layer("dense", {}).legacy_layer("out", {});
  return builder;
}

TreeBuilder hollow_v3() {
  TreeBuilder builder;
  builder.group("vars").group("layers/dense/vars").group("layers/dense_1/vars");
  return builder;
}

TEST_CASE("what a user keeps beside a model is no sign of damage") {
  for (const char* own : {"history/loss", "norm_mean", "class_names", "labels/0", "x_train"}) {
    INFO(own);
    TreeBuilder legacy = hollow_legacy();
    CHECK(unclaimed_of(legacy.dataset(own, {20})).empty());
    TreeBuilder v3 = hollow_v3();
    CHECK(unclaimed_of(v3.dataset(own, {20})).empty());
  }
}

TEST_CASE("arrays that are called as Keras calls them were lost to a list") {
  for (const char* lost : {"lense/lense/kernel:0", "lense/kernel", "lense/my_own:0", "lense/param_0", "dense/gain"}) {
    INFO(lost);
    TreeBuilder legacy = hollow_legacy();
    CHECK(unclaimed_of(legacy.dataset(lost, {4, 4})) == Names{lost});
  }
  // Whatever has a group `vars` is an object of the layout; this one has lost it.
  TreeBuilder v3 = hollow_v3();
  CHECK(unclaimed_of(v3.dataset("layers/dense/wars/0", {4, 4})) == Names{"layers/dense/wars/0"});
}

}  // namespace
}  // namespace weighbridge::keras::testing
