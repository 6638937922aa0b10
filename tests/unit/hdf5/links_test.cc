// Links are recorded, never followed; what has several hard links is listed under each, but for those to a group around it.
#include <catch2/catch_test_macros.hpp>

#include "image.h"

namespace weighbridge::tests {

TEST_CASE("soft and external links keep their target", "[links]") {
  const Bytes image = make_image([](hid_t file) {
    add_group(file, "real");
    H5Lcreate_soft("/real", file, "soft", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_soft("/nowhere/at all", file, "dangling", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_external("/etc/passwd", "/dataset", file, "external", H5P_DEFAULT, H5P_DEFAULT);
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.objects == 2);
  CHECK(tree.unreadable == 0);
  const hdf5::Node* soft = tree.root.child("soft");
  REQUIRE(soft != nullptr);
  CHECK(soft->kind == hdf5::NodeKind::soft_link);
  CHECK(soft->link_target == "/real");
  CHECK(soft->children.empty());
  CHECK(tree.root.child("dangling")->link_target == "/nowhere/at all");
  const hdf5::Node* external = tree.root.child("external");
  REQUIRE(external != nullptr);
  CHECK(external->kind == hdf5::NodeKind::external_link);
  CHECK(external->link_target == "/etc/passwd:/dataset");
}

TEST_CASE("a cycle of hard links ends", "[links]") {
  const Bytes image = make_image([](hid_t file) {
    add_group(file, "a");
    add_group(file, "a/b");
    H5Lcreate_hard(file, "/a", file, "/a/b/up", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_hard(file, "/", file, "/a/root", H5P_DEFAULT, H5P_DEFAULT);
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.objects == 3);
  CHECK_FALSE(tree.limit_reached);
  for (const char* path : {"a/b/up", "a/root"}) {
    const hdf5::Node* again = tree.root.at(path);
    REQUIRE(again != nullptr);
    CHECK(again->hard_link_again);
    CHECK(again->kind == hdf5::NodeKind::group);
    CHECK(again->children.empty());
  }
  CHECK_FALSE(tree.root.child("a")->hard_link_again);
}

TEST_CASE("a second hard link to a dataset is listed, and marked", "[links]") {
  const Bytes image = make_image([](hid_t file) {
    add_dataset(file, "first", H5T_STD_I32LE, {2});
    H5Lcreate_hard(file, "/first", file, "/second", H5P_DEFAULT, H5P_DEFAULT);
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.objects == 2);
  CHECK(tree.root.child("first")->dataset.has_value());
  CHECK(tree.root.child("second")->kind == hdf5::NodeKind::dataset);
  CHECK(tree.root.child("second")->hard_link_again);
  REQUIRE(tree.root.child("second")->dataset.has_value());
  CHECK(tree.root.child("second")->dataset->storage.object_address == tree.root.child("first")->dataset->storage.object_address);
}

TEST_CASE("a group with two hard links is listed under both", "[links]") {
  const Bytes image = make_image([](hid_t file) {
    add_group(file, "first");
    add_group(file, "first/vars");
    add_dataset(file, "first/vars/0", H5T_STD_I32LE, {2});
    add_group(file, "other");
    H5Lcreate_hard(file, "/first", file, "/other/second", H5P_DEFAULT, H5P_DEFAULT);
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.objects == 5);  // counted once
  const hdf5::Node* again = tree.root.at("other/second/vars/0");
  REQUIRE(again != nullptr);
  CHECK(again->hard_link_again);
  REQUIRE(again->dataset.has_value());
  CHECK(again->dataset->shape == std::vector<std::uint64_t>{2});
  CHECK_FALSE(tree.root.at("first/vars/0")->hard_link_again);
}

TEST_CASE("hard links that multiply come to an end", "[links]") {
  // Every level holds the one below twice: 2^30 paths to the last.
  const Bytes image = make_image([](hid_t file) {
    add_group(file, "level29");
    for (int level = 28; level >= 0; --level) {
      const std::string here = "level" + std::to_string(level);
      const std::string below = "/level" + std::to_string(level + 1);
      add_group(file, here.c_str());
      H5Lcreate_hard(file, below.c_str(), file, ("/" + here + "/a").c_str(), H5P_DEFAULT, H5P_DEFAULT);
      H5Lcreate_hard(file, below.c_str(), file, ("/" + here + "/b").c_str(), H5P_DEFAULT, H5P_DEFAULT);
    }
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.objects == 31);
  CHECK(tree.limit_reached);
}

TEST_CASE("a named type is listed with its attributes", "[links]") {
  const Bytes image = make_image([](hid_t file) {
    const hid_t type = H5Tcopy(H5T_IEEE_F32LE);
    H5Tcommit2(file, "type", type, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    const std::int64_t seven = 7;
    add_attribute(type, "seven", H5T_STD_I64LE, {}, &seven);
    add_dataset(file, "uses it", type, {3});
    H5Tclose(type);
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.objects == 2);  // the root and the dataset
  CHECK(tree.root.child("type")->kind == hdf5::NodeKind::named_type);
  CHECK(tree.root.child("type")->attribute("seven")->integer() == 7);
  CHECK(tree.root.child("uses it")->dataset->type.name == "float32");
}

TEST_CASE("a name with a slash is not taken for a path", "[links]") {
  Bytes image = make_image([](hid_t file) {
    H5Lcreate_external("/etc/passwd", "/", file, "ext", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_soft("/", file, "ext-x", H5P_DEFAULT, H5P_DEFAULT);
  });
  image[find_bytes(image, "ext-x") + 3] = std::byte{'/'};
  const hdf5::Tree tree = list(image);
  REQUIRE(tree.root.children.size() == 2);
  const hdf5::Node* odd = tree.root.children[1].get();
  CHECK(odd->name == "ext/x");
  CHECK(odd->kind == hdf5::NodeKind::unreadable);
  CHECK(odd->problem == "a slash in the name of a link");
}

}  // namespace weighbridge::tests
