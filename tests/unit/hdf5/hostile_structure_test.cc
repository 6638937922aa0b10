// Structures that no writer leaves behind: heaps, nodes and references that lead nowhere, or round in circles.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <vector>

#include "image.h"
#include "io/memory_source.h"

namespace weighbridge::tests {

namespace {

// Format specification 3.0, II.A: the end of file address of a version 0 superblock.
constexpr std::size_t kEndOfFile0 = 40;

}  // namespace

TEST_CASE("a local heap of impossible size is refused", "[damage]") {
  Bytes image = make_image([](hid_t file) { add_group(file, "a"); });
  const std::size_t heap = find_bytes(image, "HEAP");
  put_number(image, heap + 8, (1ull << 32) + get_number(image, heap + 8, 8), 8);
  CHECK(list(image).root.problem == "bad local heap size");
}

TEST_CASE("a group that has lost the root of its tree says so", "[damage]") {
  Bytes image = make_image([](hid_t file) { add_group(file, "g"); });
  std::fill_n(image.begin() + static_cast<std::ptrdiff_t>(find_bytes(image, "TREE")), 4, std::byte{0});
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.children.empty());
  CHECK(tree.root.problem == "wrong B-tree signature");
  CHECK(tree.unreadable == 1);
}

TEST_CASE("a B-tree node that is its own child ends", "[damage]") {
  Bytes image = make_image([](hid_t file) { add_group(file, "g"); });
  const std::size_t node = find_bytes(image, "TREE");
  const std::uint64_t children = get_number(image, node + 6, 2);
  REQUIRE(children == 1);
  SECTION("at its own level") {
    put_number(image, node + 5, 1, 1);
    put_number(image, node + 32, node, 8);  // signature 4, type, level, entries 2, siblings 16, key 8
    const hdf5::Tree tree = list(image);
    CHECK(tree.root.problem == "a B-tree with a loop");
  }
  SECTION("at an impossible level") {
    put_number(image, node + 5, 200, 1);
    const hdf5::Tree tree = list(image);
    CHECK(tree.root.problem == "a B-tree of impossible depth");
  }
  SECTION("whose children are all the same") {
    const std::uint64_t leaf = get_number(image, node + 32, 8);
    put_number(image, node + 5, 1, 1);
    put_number(image, node + 6, 2, 2);
    put_number(image, node + 48, leaf, 8);
    const hdf5::Tree tree = list(image);
    CHECK(tree.root.problem == "bad symbol table node signature");  // a node of links stands where a tree should be
  }
}

TEST_CASE("two local heaps over one block are not both believed", "[damage]") {
  Bytes image = make_image([](hid_t file) {
    for (const char* name : {"a", "a/x", "b", "b/y"}) add_group(file, name);
  });
  // The root's heap is the first, then those of a, a/x, b. Signature 4, version and reserved 4, size 8, free list 8,
  // address of the block 8.
  std::vector<std::size_t> heaps{find_bytes(image, "HEAP")};
  while (heaps.size() < 4) heaps.push_back(find_bytes(image, "HEAP", heaps.back() + 4));
  REQUIRE(list(image).root.at("b/y") != nullptr);
  put_number(image, heaps[3] + 24, get_number(image, heaps[1] + 24, 8), 8);
  const hdf5::Tree tree = list(image);
  CHECK(tree.unreadable == 1);
  CHECK(tree.root.child("a")->problem.empty());
  CHECK(tree.root.child("b")->problem == "two local heaps over one block");
}

TEST_CASE("a ring of free blocks in a local heap ends", "[damage]") {
  Bytes image = make_image([](hid_t file) { add_group(file, "g"); });
  const std::size_t heap = find_bytes(image, "HEAP");
  const std::uint64_t data = get_number(image, heap + 24, 8);
  const std::uint64_t free = get_number(image, heap + 16, 8);
  REQUIRE(free > 1);
  put_number(image, static_cast<std::size_t>(data + free), free, 8);  // the next free block is this one
  CHECK(list(image).root.child("g") != nullptr);
}

TEST_CASE("a string that refers to a wrong heap has a problem, not a value", "[damage]") {
  const char* value = "a value to be found";
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  Bytes image = make_image([&](hid_t file) {
    add_attribute(file, "s", type, {}, &value);
    const std::int32_t one = 1;
    add_attribute(file, "one", H5T_STD_I32LE, {}, &one);
  });
  const std::size_t heap = find_bytes(image, "GCOL");
  std::string expected;
  SECTION("no signature") {
    image[heap] = std::byte{'g'};
    expected = "bad global heap signature";
  }
  SECTION("cut") {
    image.resize(heap + 8);
    expected = "a heap behind the end of the file";
  }
  SECTION("another length") {
    put_number(image, heap + 24, 5, 8);  // header 16; index 2, references 2, reserved 4, size 8
    expected = "a string longer than its heap object";
  }
  SECTION("another index") {
    put_number(image, heap + 16, 7, 2);
    expected = "bad heap index, heap object = {" + std::to_string(heap) + ", 1}";
  }
  SECTION("an object larger than its heap") {
    put_number(image, heap + 24, 1ull << 62, 8);
    expected = "bad heap index, heap object = {" + std::to_string(heap) + ", 1}";
  }
  const hdf5::Tree tree = list(image, {.claimed_end = get_number(image, kEndOfFile0, 8)});
  const hdf5::Attribute* attribute = tree.root.attribute("s");
  REQUIRE(attribute != nullptr);
  CHECK(attribute->problem == expected);
  CHECK(attribute->unreadable);
  CHECK(tree.unreadable == 1);
  CHECK_FALSE(attribute->strings().has_value());
  CHECK(tree.root.attribute("one")->integer() == 1);
}

TEST_CASE("strings that all refer to one large text do not multiply it", "[damage]") {
  const std::string large(1 << 20, 'z');
  std::vector<const char*> values(2000, "");
  values[0] = large.c_str();
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  Bytes image = make_image([&](hid_t file) { add_attribute(file, "bomb", type, {2000}, values.data()); });
  // The attribute's value: 2000 references of 16 bytes; the first is not null. Let all be like it.
  const std::size_t heap = find_bytes(image, large.substr(0, 64)) - 32;
  std::size_t at = 0;
  while (get_number(image, at, 4) != large.size() || get_number(image, at + 4, 8) != heap) at += 8;
  for (std::size_t i = 1; i < 2000; ++i)
    std::copy_n(image.begin() + static_cast<std::ptrdiff_t>(at), 16,
                image.begin() + static_cast<std::ptrdiff_t>(at + 16 * i));
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.attribute("bomb")->problem == "the attributes of this file are too large together");
}

}  // namespace weighbridge::tests
