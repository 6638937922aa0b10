// Datasets that HDF5 does not open: neither are they listed here, and the reason has HDF5's words. Others beside them
// are.
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "image.h"

namespace weighbridge::tests {

namespace {

constexpr std::size_t kTypeHeadBytes = 8;  // class and version 1, bits of the class 3, size 4

Bytes image_with(hid_t type, hid_t creation = H5P_DEFAULT) {
  return make_image([&](hid_t file) {
    const std::vector<std::int64_t> values = {1, 2};
    add_dataset(file, "sound", H5T_STD_I64LE, {2}, values.data());
    add_dataset(file, "odd", type, {2}, nullptr, creation);
  });
}

// The head of the type of "odd", which has a size of its own.
std::size_t type_head(const Bytes& image, std::uint8_t class_and_version, std::uint8_t size) {
  const std::string size_bytes{static_cast<char>(size), '\0', '\0', '\0'};
  for (std::size_t at = 0;; ++at) {
    at = find_bytes(image, size_bytes, at);
    if (at >= 4 && get_number(image, at - 4, 1) == class_and_version) return at - 4;
  }
}

void check_refused(const Bytes& image, const std::string& reason) {
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.child("odd")->problem == reason);
  CHECK(tree.root.child("odd")->dataset == nullptr);
  CHECK(tree.root.child("sound")->dataset != nullptr);
  CHECK(tree.unreadable == 1);
}

}  // namespace

TEST_CASE("a compound without members", "[refused]") {
  const hid_t compound = H5Tcreate(H5T_COMPOUND, 77);
  H5Tinsert(compound, "only member", 0, H5T_STD_I32LE);
  Bytes image = image_with(compound);
  put_number(image, type_head(image, 0x16, 77) + 1, 0, 2);
  check_refused(image, "invalid number of members: 0");
}

TEST_CASE("an integer of no bits, and one beside its bytes", "[refused]") {
  Bytes image = image_with(H5T_STD_I16BE);
  const std::size_t properties = type_head(image, 0x10, 2) + kTypeHeadBytes;  // first bit 2, bits 2
  put_number(image, properties + 2, 0, 2);
  check_refused(image, "precision is zero");
  put_number(image, properties + 2, 17, 2);
  check_refused(image, "integer offset+precision out of bounds");
  put_number(image, properties, 16, 2);
  check_refused(image, "integer offset out of bounds");
}

TEST_CASE("a floating-point number whose parts lie over one another", "[refused]") {
  Bytes image = image_with(H5T_IEEE_F32LE);
  const std::size_t head = type_head(image, 0x11, 4);
  const std::size_t exponent = head + kTypeHeadBytes + 4;  // first bit 1, bits 1; then those of the mantissa
  const Bytes whole = image;
  const auto refused = [&](std::size_t at, std::uint64_t value, const std::string& reason) {
    image = whole;
    put_number(image, at, value, 1);
    check_refused(image, reason);
  };
  refused(head + 1, 0x30, "unknown floating-point normalization");
  refused(head + 2, 32, "sign bit position out of bounds");
  refused(head + 2, 25, "exponent and sign positions overlap");
  refused(head + 2, 3, "mantissa and sign positions overlap");
  refused(exponent, 32, "exponent starting position out of bounds");
  refused(exponent, 22, "mantissa and exponent positions overlap");
  refused(exponent + 1, 0, "exponent size can't be zero");
  refused(exponent + 1, 12, "exponent range out of bounds");
  refused(exponent + 2, 32, "mantissa starting position out of bounds");
  refused(exponent + 3, 0, "mantissa size can't be zero");
  refused(exponent + 3, 33, "mantissa range out of bounds");
}

TEST_CASE("a reference of a kind that is not known", "[refused]") {
  Bytes image = image_with(H5T_STD_REF);
  const std::size_t head = type_head(image, 0x47, 18);
  put_number(image, head + 1, 0x24, 1);
  check_refused(image, "reference version does not match");
  put_number(image, head + 1, 0x15, 1);
  check_refused(image, "invalid reference type");
}

TEST_CASE("a compact dataset with fewer bytes than its shape asks for", "[refused]") {
  const hid_t compact = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_layout(compact, H5D_COMPACT);
  const hid_t opaque = H5Tcreate(H5T_OPAQUE, 77);
  H5Tset_tag(opaque, "");
  Bytes image = image_with(opaque, compact);
  H5Pclose(compact);
  put_number(image, find_bytes(image, {"\3\0\x9a\0", 4}) + 2, 77, 2);  // layout version 3, compact, size 2
  check_refused(image,
                "bad value from dataset header - size of compact dataset's data buffer doesn't match size of dataset "
                "data");
}

TEST_CASE("a message that nobody knows, and that says so", "[refused]") {
  Bytes image = make_image([](hid_t file) {
    add_dataset(file, "sound", H5T_STD_I64LE, {2});
    add_dataset(file, "odd", H5T_STD_I64LE, {2});
    const hid_t odd = H5Dopen2(file, "odd", H5P_DEFAULT);
    const std::int32_t value = 1;
    add_attribute(odd, "an attribute", H5T_NATIVE_INT32, {1}, &value);
    H5Dclose(odd);
  });
  // Before the message: type 2, size 2, flags 1, reserved 3; it begins with four times 2 bytes.
  const std::size_t message = find_bytes(image, "an attribute") - 16;
  REQUIRE(get_number(image, message, 2) == 0x0c);
  for (const std::uint64_t unknown : {0x09u, 0x19u}) {
    put_number(image, message, unknown, 2);
    put_number(image, message + 4, 0, 1);
    CHECK(list(image).unreadable == 0);
    put_number(image, message + 4, 0x80, 1);
    check_refused(image, "unknown message with 'fail if unknown' flag found");
  }
}

}  // namespace weighbridge::tests
