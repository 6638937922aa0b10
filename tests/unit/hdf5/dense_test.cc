// Dense storage, where new-style groups and objects with many attributes keep them: as HDF5 writes it, and with right
// checksums over wrong numbers.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "hdf5/walk/checksum.h"
#include "image.h"

namespace weighbridge::tests {

namespace {

// A new-style group of 200 links and 30 attributes: version 2 B-trees of two levels, fractal heaps.
Bytes dense_image() {
  return make_image(
      [](hid_t file) {
        for (int i = 0; i < 200; ++i) add_group(file, ("a_rather_long_name_" + std::to_string(i)).c_str());
        for (int i = 0; i < 30; ++i)
          add_attribute(file, ("attribute_" + std::to_string(i)).c_str(), H5T_STD_I32LE, {}, &i);
      },
      {.low = H5F_LIBVER_V110});
}

// The B-tree header of `type`.
std::size_t tree_header(const Bytes& image, std::uint64_t type) {
  std::size_t at = find_bytes(image, "BTHD");
  while (get_number(image, at + 5, 1) != type) at = find_bytes(image, "BTHD", at + 1);
  return at;
}

constexpr std::size_t kTreeHeaderBytes = 38;
constexpr std::size_t kHeapHeaderBytes = 146;

// Makes the last four of `size` bytes the checksum of those before.
void sign(Bytes& image, std::size_t at, std::size_t size) {
  put_number(image, at + size - 4, hdf5::walk::lookup3(std::span(image).subspan(at, size - 4)), 4);
}

}  // namespace

TEST_CASE("dense storage as HDF5 writes it is listed", "[dense]") {
  const hdf5::Tree tree = list(dense_image());
  CHECK(tree.root.problem.empty());
  CHECK(tree.unreadable == 0);
  CHECK(tree.root.children.size() == 200);
  CHECK(tree.root.attributes.size() == 30);
  CHECK(tree.root.attribute("attribute_29")->integer() == 29);
}

TEST_CASE("a version 2 B-tree header with impossible numbers is refused", "[dense]") {
  const Bytes image = dense_image();
  const std::size_t at = tree_header(image, 5);
  REQUIRE(get_number(image, at + 6, 4) == 512);
  REQUIRE(get_number(image, at + 10, 2) == 11);
  REQUIRE(get_number(image, at + 12, 2) == 1);
  struct Lie {
    std::size_t offset, size;
    std::uint64_t value;
    std::string reason;
  };
  const std::vector<Lie> lies = {
      {6, 4, 8, "an impossible B-tree header"},       // node size
      {10, 2, 0, "an impossible B-tree header"},      // record size
      {12, 2, 65535, "an impossible B-tree header"},  // depth
      {24, 2, 60000, "more records than a B-tree node can hold"},
  };
  for (const Lie& lie : lies) {
    Bytes lying = image;
    put_number(lying, at + lie.offset, lie.value, lie.size);
    sign(lying, at, kTreeHeaderBytes);
    const hdf5::Tree tree = list(lying);
    CHECK(tree.root.problem == lie.reason);
    CHECK(tree.root.children.empty());
    CHECK(tree.root.attributes.size() == 30);
  }
}

TEST_CASE("a version 2 B-tree node that is its own child ends, and costs what is under it", "[dense]") {
  Bytes image = dense_image();
  const std::size_t header = tree_header(image, 5);
  const auto root = static_cast<std::size_t>(get_number(image, header + 16, 8));
  const auto records = static_cast<std::size_t>(get_number(image, header + 24, 2));
  const std::size_t first_child = root + 6 + records * 11;  // then address 8, number of records 1
  const auto lost = static_cast<std::size_t>(get_number(image, first_child + 8, 1));
  put_number(image, first_child, root, 8);
  sign(image, root, 6 + records * 11 + (records + 1) * 9 + 4);
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.problem == "a B-tree with a loop");
  CHECK(tree.root.children.size() == 200 - lost);
}

TEST_CASE("an attribute that claims to be shared is lost, and no other", "[dense]") {
  Bytes image = dense_image();
  const std::size_t header = tree_header(image, 8);
  REQUIRE(get_number(image, header + 12, 2) == 1);  // its root has children
  const auto root = static_cast<std::size_t>(get_number(image, header + 16, 8));
  const auto records = static_cast<std::size_t>(get_number(image, header + 24, 2));
  put_number(image, root + 6 + 8, 2, 1);  // of the first record: id 8, flags 1
  sign(image, root, 6 + records * 17 + (records + 1) * 9 + 4);
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.problem == "shared attributes are not read");
  CHECK(tree.root.attributes.size() == 29);
}

TEST_CASE("a fractal heap header with impossible numbers is refused", "[dense]") {
  const Bytes image = dense_image();
  const std::size_t at = find_bytes(image, "FRHP");
  // Offsets as in the format specification, with addresses and lengths of 8 bytes; HDF5 writes 4, 512 or 1024, 65536,
  // 32 or 40.
  REQUIRE(get_number(image, at + 110, 2) == 4);
  REQUIRE(get_number(image, at + 120, 8) == 65536);
  const std::vector<std::pair<std::size_t, std::uint64_t>> lies = {
      {110, 0}, {110, 3}, {112, 1000}, {112, 0}, {120, 512 * 3}, {128, 5}, {128, 900}, {140, 99}};
  for (const auto& [offset, value] : lies) {
    Bytes lying = image;
    put_number(lying, at + offset, value, 2);
    sign(lying, at, kHeapHeaderBytes);
    CHECK(list(lying).root.problem == "an impossible fractal heap header");
  }
}

TEST_CASE("the sources of a virtual dataset are not asked for", "[dense]") {
  const auto sources = {3, 200};
  for (const int count : sources) {
    const Bytes image = make_image(
        [=](hid_t file) {
          const auto extent = static_cast<hsize_t>(count);
          const hid_t space = H5Screate_simple(1, &extent, nullptr);
          const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
          for (hsize_t i = 0; i < extent; ++i) {
            const hsize_t one = 1;
            H5Sselect_hyperslab(space, H5S_SELECT_SET, &i, nullptr, &one, nullptr);
            const hid_t source = H5Screate_simple(1, &one, nullptr);
            H5Pset_virtual(creation, space, ("/etc/a_source_file_" + std::to_string(i)).c_str(), "/dataset", source);
            H5Sclose(source);
          }
          add_dataset(file, "virtual", H5T_IEEE_F32LE, {extent}, nullptr, creation);
          add_dataset(file, "plain", H5T_IEEE_F32LE, {3});
        },
        {.low = H5F_LIBVER_V110});
    const hdf5::Tree tree = list(image);
    CHECK(tree.unreadable == 0);
    const hdf5::Node* node = tree.root.child("virtual");
    REQUIRE((node != nullptr && node->dataset));
    CHECK(node->problem.empty());
    CHECK(node->dataset->storage.kind == StorageKind::virtual_);
    CHECK(node->dataset->shape == std::vector<std::uint64_t>{static_cast<std::uint64_t>(count)});
    CHECK(node->dataset->type.name == "float32");
    CHECK(tree.root.child("plain")->dataset->shape == std::vector<std::uint64_t>{3});
  }
}

}  // namespace weighbridge::tests
