// The guard in front of HDF5: structures with right checksums and wrong numbers, which HDF5 would believe.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

#include "hdf5/metadata_guard.h"
#include "image.h"

namespace weighbridge::tests {

namespace {

using hdf5::MetadataGuard;

// A new-style group of 200 links and 30 attributes, all in dense storage: version 2 B-trees of two levels, fractal
// heaps.
Bytes dense_image() {
  return make_image(
      [](hid_t file) {
        for (int i = 0; i < 200; ++i) add_group(file, ("a_rather_long_name_" + std::to_string(i)).c_str());
        for (int i = 0; i < 30; ++i)
          add_attribute(file, ("attribute_" + std::to_string(i)).c_str(), H5T_STD_I32LE, {}, &i);
      },
      {.low = H5F_LIBVER_V110});
}

std::span<const std::byte> bytes_at(const Bytes& image, std::size_t at, std::size_t size) {
  return std::span(image).subspan(at, size);
}

std::string refusal(const Result<void>& answer) { return answer ? "" : answer.error().message; }

// The B-tree header of `type` and the address of the root it names.
std::size_t tree_header(const Bytes& image, std::uint64_t type) {
  std::size_t at = find_bytes(image, "BTHD");
  while (get_number(image, at + 5, 1) != type) at = find_bytes(image, "BTHD", at + 1);
  return at;
}

constexpr std::size_t kTreeHeaderBytes = 38;
constexpr std::size_t kNodeBytes = 512;
constexpr std::size_t kHeapHeaderBytes = 146;

}  // namespace

TEST_CASE("two local heaps over one block are refused, one heap that is read again is not", "[guard]") {
  const Bytes image = make_image([](hid_t file) {
    add_group(file, "a");
    add_group(file, "b");
  });
  // Signature 4, version and reserved 4, size 8, free list 8, address of the block 8.
  constexpr std::size_t kHeaderBytes = 32;
  const std::size_t first = find_bytes(image, "HEAP");
  const std::size_t second = find_bytes(image, "HEAP", first + 4);
  MetadataGuard guard;
  CHECK(refusal(guard.admit(first, bytes_at(image, first, kHeaderBytes))).empty());
  CHECK(refusal(guard.admit(second, bytes_at(image, second, kHeaderBytes))).empty());
  CHECK(refusal(guard.admit(first, bytes_at(image, first, kHeaderBytes))).empty());
  Bytes lying = image;
  put_number(lying, second + 24, get_number(image, first + 24, 8), 8);
  MetadataGuard another;
  CHECK(refusal(another.admit(first, bytes_at(lying, first, kHeaderBytes))).empty());
  CHECK(refusal(another.admit(second, bytes_at(lying, second, kHeaderBytes))) == "two local heaps over one block");
}

TEST_CASE("dense storage as HDF5 writes it passes the guard", "[guard]") {
  const hdf5::Tree tree = list(dense_image());
  CHECK(tree.root.problem.empty());
  CHECK(tree.unreadable == 0);
  CHECK(tree.root.children.size() == 200);
  CHECK(tree.root.attributes.size() == 30);
  CHECK(tree.root.attribute("attribute_29")->integer() == 29);
}

TEST_CASE("a version 2 B-tree header with impossible numbers is refused", "[guard]") {
  const Bytes image = dense_image();
  const std::size_t at = tree_header(image, 5);
  REQUIRE(get_number(image, at + 6, 4) == kNodeBytes);
  REQUIRE(get_number(image, at + 10, 2) == 11);
  REQUIRE(get_number(image, at + 12, 2) == 1);
  CHECK(refusal(MetadataGuard().admit(at, bytes_at(image, at, kTreeHeaderBytes))).empty());
  struct Lie {
    std::size_t offset, size;
    std::uint64_t value;
    std::string reason;
  };
  const std::vector<Lie> lies = {
      {6, 4, 8, "an impossible B-tree header"},   // node size
      {10, 2, 0, "an impossible B-tree header"},  // record size: HDF5 divides by it
      {10, 2, 3, "an impossible B-tree header"},
      {12, 2, 65535, "an impossible B-tree header"},  // depth: HDF5 recurses
      {24, 2, 60000, "more records than a B-tree node can hold"},
  };
  for (const Lie& lie : lies) {
    Bytes lying = image;
    put_number(lying, at + lie.offset, lie.value, lie.size);
    CHECK(refusal(MetadataGuard().admit(at, bytes_at(lying, at, kTreeHeaderBytes))) == lie.reason);
  }
}

TEST_CASE("a version 2 B-tree node must be what its header and parent say", "[guard]") {
  Bytes image = dense_image();
  const std::size_t header = tree_header(image, 5);
  const auto root = static_cast<std::size_t>(get_number(image, header + 16, 8));
  const auto records = static_cast<std::size_t>(get_number(image, header + 24, 2));
  const std::size_t first_child = root + 6 + records * 11;  // then address 8, number of records 1
  MetadataGuard guard;
  SECTION("as written") {
    REQUIRE(guard.admit(header, bytes_at(image, header, kTreeHeaderBytes)));
    CHECK(guard.admit(root, bytes_at(image, root, kNodeBytes)));
    const auto child = static_cast<std::size_t>(get_number(image, first_child, 8));
    CHECK(guard.admit(child, bytes_at(image, child, kNodeBytes)));
    CHECK(guard.admit(root, bytes_at(image, root, kNodeBytes)));  // read again
  }
  SECTION("nobody has named it") {
    CHECK(refusal(guard.admit(root, bytes_at(image, root, kNodeBytes))) == "a B-tree node out of place");
  }
  SECTION("its child is itself") {
    REQUIRE(guard.admit(header, bytes_at(image, header, kTreeHeaderBytes)));
    put_number(image, first_child, root, 8);
    CHECK(refusal(guard.admit(root, bytes_at(image, root, kNodeBytes))) == "a B-tree with a loop");
  }
  SECTION("two children are one") {
    REQUIRE(guard.admit(header, bytes_at(image, header, kTreeHeaderBytes)));
    put_number(image, first_child + 9, get_number(image, first_child, 8), 8);
    put_number(image, first_child + 17, get_number(image, first_child + 8, 1) - 1, 1);
    CHECK(refusal(guard.admit(root, bytes_at(image, root, kNodeBytes))) == "a B-tree with a loop");
  }
  SECTION("a child has more records than it can hold") {
    REQUIRE(guard.admit(header, bytes_at(image, header, kTreeHeaderBytes)));
    put_number(image, first_child + 8, 200, 1);
    CHECK(refusal(guard.admit(root, bytes_at(image, root, kNodeBytes))) == "more records than a B-tree node can hold");
  }
}

TEST_CASE("an attribute that claims to be shared is refused", "[guard]") {
  Bytes image = dense_image();
  const std::size_t header = tree_header(image, 8);
  REQUIRE(get_number(image, header + 12, 2) <= 1);
  MetadataGuard guard;
  REQUIRE(guard.admit(header, bytes_at(image, header, kTreeHeaderBytes)));
  const auto root = static_cast<std::size_t>(get_number(image, header + 16, 8));
  CHECK(guard.admit(root, bytes_at(image, root, kNodeBytes)));
  put_number(image, root + 6 + 8, 2, 1);
  CHECK(refusal(guard.admit(root, bytes_at(image, root, kNodeBytes))) == "shared attributes are not read");
}

TEST_CASE("a fractal heap header with impossible numbers is refused", "[guard]") {
  const Bytes image = dense_image();
  const std::size_t at = find_bytes(image, "FRHP");
  CHECK(refusal(MetadataGuard().admit(at, bytes_at(image, at, kHeapHeaderBytes))).empty());
  // Offsets as in the format specification, with addresses and lengths of 8 bytes; HDF5 writes 4, 512 or 1024, 65536,
  // 32 or 40.
  REQUIRE(get_number(image, at + 110, 2) == 4);
  REQUIRE(get_number(image, at + 120, 8) == 65536);
  const std::vector<std::pair<std::size_t, std::uint64_t>> lies = {
      {7, 9}, {110, 0}, {110, 3}, {112, 1000}, {112, 0}, {120, 512 * 3}, {128, 5}, {128, 900}, {140, 99}};
  for (const auto& [offset, value] : lies) {
    Bytes lying = image;
    put_number(lying, at + offset, value, 2);
    CHECK(refusal(MetadataGuard().admit(at, bytes_at(lying, at, kHeapHeaderBytes))) ==
          "an impossible fractal heap header");
  }
}

TEST_CASE("the sources of a virtual dataset never reach HDF5", "[guard]") {
  const auto image_of = [](int sources) {
    return make_image(
        [=](hid_t file) {
          const auto extent = static_cast<hsize_t>(sources);
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
  };
  SECTION("a short list is replaced by an empty one") {
    Bytes image = image_of(3);
    // A lie in the list that HDF5 would have refused (its checksum) or fallen for.
    image[find_bytes(image, "/etc/a_source_file_1")] = std::byte{'!'};
    const hdf5::Tree tree = list(image);
    CHECK(tree.unreadable == 0);
    const hdf5::Node* node = tree.root.child("virtual");
    CHECK(node->problem.empty());
    CHECK(node->dataset->storage.kind == StorageKind::virtual_);
    CHECK(node->dataset->shape == std::vector<std::uint64_t>{3});
    CHECK(node->dataset->type.name == "float32");
  }
  SECTION("a long one leaves only the fact") {
    const hdf5::Tree tree = list(image_of(200));
    const hdf5::Node* node = tree.root.child("virtual");
    CHECK(node->kind == hdf5::NodeKind::dataset);
    CHECK(node->dataset->storage.kind == StorageKind::virtual_);
    CHECK(node->problem == hdf5::kVirtualSources);
    CHECK(tree.root.child("plain")->dataset->shape == std::vector<std::uint64_t>{3});
  }
}

}  // namespace weighbridge::tests
