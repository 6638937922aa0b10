// Links are recorded, never followed; what has several hard links is listed under each, but for those to a group around
// it.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string_view>

#include "image.h"
#include "weighbridge/limits.h"

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
  CHECK(tree.root.child("first")->dataset != nullptr);
  CHECK(tree.root.child("second")->kind == hdf5::NodeKind::dataset);
  CHECK(tree.root.child("second")->hard_link_again);
  REQUIRE(tree.root.child("second")->dataset != nullptr);
  CHECK(tree.root.child("second")->dataset->storage.object_address ==
        tree.root.child("first")->dataset->storage.object_address);
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
  REQUIRE(again->dataset != nullptr);
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

TEST_CASE("chains of groups that hang on one another are not deeper than the limit", "[links]") {
  constexpr int kChains = 12;
  const Bytes image = make_image([](hid_t file) {
    for (int chain = 0; chain < kChains; ++chain) {
      const std::string top = "chain" + std::to_string(10 + chain);
      std::string path = top;
      for (int i = 0; i < 150; ++i) {
        add_group(file, path.c_str());
        path += "/g";
      }
      const std::string above = "/chain" + std::to_string(9 + chain);
      if (chain > 0) H5Lcreate_hard(file, above.c_str(), file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    }
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.objects == 1 + 150 * kChains);
  CHECK(tree.limit_reached);
  CHECK(depth_of(tree.root) == limits::kMaxDepth);
}

TEST_CASE("groups that share one list of links are not believed", "[links]") {
  constexpr int kGroups = 200;
  constexpr int kLinks = 500;
  std::vector<std::size_t> headers;
  const auto note_header = [&headers](hid_t file, const std::string& name) {
    H5O_info2_t info{};
    H5Oget_info_by_name3(file, name.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT);
    headers.push_back(
        static_cast<std::size_t>(info.token.__data[0] | info.token.__data[1] << 8 | info.token.__data[2] << 16));
  };
  Bytes image = make_image([&](hid_t file) {
    add_group(file, "big");
    note_header(file, "big");
    for (int i = 0; i < kLinks; ++i)
      H5Lcreate_soft("nowhere", file, ("big/" + std::to_string(i)).c_str(), H5P_DEFAULT, H5P_DEFAULT);
    for (int i = 0; i < kGroups; ++i) {
      add_group(file, std::to_string(i).c_str());
      note_header(file, std::to_string(i));
    }
  });
  // A group's header says where its tree and its heap are (message 0x11), and so does a copy of that in the list it
  // stands in.
  const auto tree_and_heap = [&image](std::size_t header) {
    return std::string(reinterpret_cast<const char*>(&image[header + 24]), 16);
  };
  const std::string shared = tree_and_heap(headers.front());
  for (const std::size_t header : headers) {
    const std::string own = tree_and_heap(header);
    if (own == shared) continue;
    const std::string_view whole(reinterpret_cast<const char*>(image.data()), image.size());
    for (std::size_t at = whole.find(own); at != std::string_view::npos; at = whole.find(own)) {
      std::memcpy(&image[at], shared.data(), shared.size());
    }
  }
  const hdf5::Tree tree = list(image);
  CHECK(tree.unreadable > 0);
  std::size_t links = 0;
  for (const auto& group : tree.root.children) links += group->children.size();
  CHECK(links < image.size() / 8 + 100);
  CHECK(links > kLinks);
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

TEST_CASE("a group with two links of one name is damaged, and lists both", "[links]") {
  Bytes image = make_image([](hid_t file) {
    add_dataset(file, "kernel_a", H5T_STD_I32LE, {2});
    add_dataset(file, "kernel_b", H5T_STD_I32LE, {2});
  });
  const std::string_view name = "kernel_b";
  const auto found = std::search(image.begin(), image.end(), name.begin(), name.end(),
                                 [](std::byte byte, char c) { return static_cast<char>(byte) == c; });
  REQUIRE(found != image.end());
  found[7] = std::byte{'a'};
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.children.size() == 2);
  CHECK(tree.root.problem == "two links of one name");
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
