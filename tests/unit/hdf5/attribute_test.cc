// Attributes: every kind of string and number, however stored.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstring>
#include <limits>
#include <string>

#include "image.h"
#include "weighbridge/limits.h"

namespace weighbridge::tests {

namespace {

using Strings = std::vector<std::string>;

hid_t fixed_string(std::size_t size, H5T_str_t padding, H5T_cset_t characters = H5T_CSET_ASCII) {
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, size);
  H5Tset_strpad(type, padding);
  H5Tset_cset(type, characters);
  return type;
}

hid_t variable_string(H5T_cset_t characters) {
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, characters);
  return type;
}

hdf5::Attribute attribute_of(hid_t type, const std::vector<hsize_t>& shape, const void* values,
                             const ImageOptions& options = {}) {
  const Bytes image = make_image([&](hid_t file) { add_attribute(file, "a", type, shape, values); }, options);
  hdf5::Tree tree = list(image);
  REQUIRE(tree.root.attributes.size() == 1);
  CHECK(tree.root.attributes[0].name == "a");
  return tree.root.attributes[0];
}

}  // namespace

TEST_CASE("a name is as long as it says, whatever stands at its end", "[attribute]") {
  const std::int64_t value = 7;
  Bytes image = make_image([&](hid_t file) { add_attribute(file, "epochs", H5T_NATIVE_INT64, {1}, &value); });
  const std::size_t name = find_bytes(image, std::string_view("epochs\0", 7));
  put_number(image, name + 6, 'x', 1);
  CHECK(list(image).root.attribute("epochs") != nullptr);
  put_number(image, name + 3, 0, 1);
  CHECK(list(image).root.problem == "attribute name has different length than stored length");
}

TEST_CASE("thousands of attributes in one header are read", "[attribute]") {
  constexpr int kMany = 9'000;  // HDF5 compares each name with those before it: 40 million comparisons
  const Bytes image = make_image([](hid_t file) {
    const std::int32_t value = 7;
    for (int i = 0; i < kMany; ++i) add_attribute(file, std::to_string(i).c_str(), H5T_STD_I32LE, {}, &value);
  });
  const hdf5::Tree tree = list(image);
  CHECK_FALSE(tree.limit_reached);
  CHECK(tree.root.attributes.size() == kMany);
  CHECK(tree.root.attributes.back().integer() == 7);
}

TEST_CASE("fixed strings lose their padding and nothing else", "[attribute]") {
  const char padded[] = "dense\0\0\0a b\0\0\0\0\0";
  CHECK(attribute_of(fixed_string(8, H5T_STR_NULLPAD), {2}, padded).strings() == Strings{"dense", "a b"});
  CHECK(attribute_of(fixed_string(8, H5T_STR_NULLTERM), {2}, padded).strings() == Strings{"dense", "a b"});
  const char terminated[] = "ab\0cd\0\0\0";
  CHECK(attribute_of(fixed_string(8, H5T_STR_NULLTERM), {}, terminated).string() == "ab");
  CHECK(attribute_of(fixed_string(8, H5T_STR_SPACEPAD), {}, "kernel  ").string() == "kernel");
  CHECK(attribute_of(fixed_string(4, H5T_STR_NULLPAD), {}, "full").string() == "full");
  const char utf8[] = "\xD1\x81\xD0\xBB\xD0\xBE\xD0\xB9";
  CHECK(attribute_of(fixed_string(8, H5T_STR_NULLPAD, H5T_CSET_UTF8), {}, utf8).string() == utf8);
}

TEST_CASE("variable strings of both character sets, in every superblock", "[attribute]") {
  const H5T_cset_t characters = GENERATE(H5T_CSET_ASCII, H5T_CSET_UTF8);
  const H5F_libver_t low = GENERATE(H5F_LIBVER_EARLIEST, H5F_LIBVER_V110);
  const auto user_block = GENERATE(as<hsize_t>(), 0, 1024);
  const char* values[] = {"dense_1/kernel:0", "", nullptr, "\xC3\xA9t\xC3\xA9"};
  const auto attribute = attribute_of(variable_string(characters), {4}, values, {.low = low, .user_block = user_block});
  CHECK(attribute.type.name == "string");
  CHECK(attribute.shape == std::vector<std::uint64_t>{4});
  CHECK(attribute.problem.empty());
  CHECK(attribute.strings() == Strings{"dense_1/kernel:0", "", "", "\xC3\xA9t\xC3\xA9"});
  const char* scalar = "2.2.4-tf";
  CHECK(attribute_of(variable_string(characters), {}, &scalar).string() == "2.2.4-tf");
}

TEST_CASE("long variable strings fill heaps of their own", "[attribute]") {
  const std::string config(300'000, 'x');
  const char* value = config.c_str();
  CHECK(attribute_of(variable_string(H5T_CSET_ASCII), {}, &value).string() == config);
}

TEST_CASE("many variable strings, over many heaps", "[attribute]") {
  Strings names;
  for (int i = 0; i < 3000; ++i) names.push_back("layer_with_a_rather_long_name_" + std::to_string(i));
  std::vector<const char*> pointers;
  for (const std::string& name : names) pointers.push_back(name.c_str());
  CHECK(attribute_of(variable_string(H5T_CSET_UTF8), {3000}, pointers.data()).strings() == names);
}

TEST_CASE("bytes that are no UTF-8 are replaced", "[attribute]") {
  const char* latin1 = "caf\xE9";
  CHECK(attribute_of(variable_string(H5T_CSET_UTF8), {}, &latin1).string() == "caf\xEF\xBF\xBD");
}

TEST_CASE("h5py's empty list is a float64 of shape (0,)", "[attribute]") {
  const auto attribute = attribute_of(H5T_IEEE_F64LE, {0}, nullptr);
  CHECK(attribute.type.name == "float64");
  CHECK(attribute.shape == std::vector<std::uint64_t>{0});
  CHECK(std::get<std::vector<double>>(attribute.value).empty());
  CHECK(attribute.strings() == Strings{});
  CHECK_FALSE(attribute.string().has_value());
}

TEST_CASE("a null space is an empty list, too", "[attribute]") {
  const Bytes image = make_image([](hid_t file) {
    const hid_t null = H5Screate(H5S_NULL);
    H5Aclose(H5Acreate2(file, "a", fixed_string(3, H5T_STR_NULLPAD), null, H5P_DEFAULT, H5P_DEFAULT));
  });
  CHECK(list(image).root.attribute("a")->strings() == Strings{});
}

TEST_CASE("integers of every size, sign and byte order", "[attribute]") {
  const std::int32_t layers = 3;
  CHECK(attribute_of(H5T_STD_I32LE, {}, &layers).integer() == 3);
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  CHECK(attribute_of(H5T_STD_I64LE, {}, &least).integer() == least);
  const std::int8_t minus = -1;
  CHECK(attribute_of(H5T_STD_I8LE, {}, &minus).integer() == -1);
  const std::uint8_t big[] = {0xFF, 0xFE};
  CHECK(attribute_of(H5T_STD_U16BE, {}, big).integer() == 0xFFFE);
  CHECK(attribute_of(H5T_STD_I16BE, {}, big).integer() == -2);
  const std::uint64_t huge = 1ull << 63;
  const auto too_large = attribute_of(H5T_STD_U64LE, {}, &huge);
  CHECK_FALSE(too_large.integer().has_value());
  CHECK(too_large.problem == "an integer larger than 63 bits");
  const std::int32_t list_of[] = {1, 2, 3};
  CHECK(std::get<std::vector<std::int64_t>>(attribute_of(H5T_STD_I32LE, {3}, list_of).value) ==
        std::vector<std::int64_t>{1, 2, 3});
  CHECK_FALSE(attribute_of(H5T_STD_I32LE, {3}, list_of).integer().has_value());
}

TEST_CASE("h5py's bool attribute reads as 0 or 1", "[attribute]") {
  const hid_t type = H5Tenum_create(H5T_STD_I8LE);
  const std::int8_t zero = 0, one = 1;
  H5Tenum_insert(type, "FALSE", &zero);
  H5Tenum_insert(type, "TRUE", &one);
  const auto attribute = attribute_of(type, {}, &one);
  CHECK(attribute.type.name == "bool");
  CHECK(attribute.integer() == 1);
}

TEST_CASE("floats of every size", "[attribute]") {
  const auto value_of = [](const hdf5::Attribute& attribute) {
    return std::get<std::vector<double>>(attribute.value).at(0);
  };
  const double third = 1.0 / 3;
  CHECK(value_of(attribute_of(H5T_IEEE_F64LE, {}, &third)) == third);
  const float quarter = -0.25F;
  CHECK(value_of(attribute_of(H5T_IEEE_F32LE, {}, &quarter)) == -0.25);
  const std::uint8_t half_of_pi[] = {0x48, 0x42};  // float16 0x4248 = 3.140625
  CHECK(value_of(attribute_of(H5T_IEEE_F16LE, {}, half_of_pi)) == 3.140625);
  const std::uint8_t subnormal[] = {0x01, 0x00};
  CHECK(value_of(attribute_of(H5T_IEEE_F16LE, {}, subnormal)) == 1.0 / (1 << 24));
  const std::uint8_t infinite[] = {0xFC, 0x00};
  CHECK(value_of(attribute_of(H5T_IEEE_F16BE, {}, infinite)) == -std::numeric_limits<double>::infinity());
}

TEST_CASE("values of other types are not read, and that is said", "[attribute]") {
  const hid_t type = H5Tcreate(H5T_OPAQUE, 4);
  const auto attribute = attribute_of(type, {}, "abcd");
  CHECK(attribute.type.name == "opaque");
  CHECK(std::holds_alternative<std::monostate>(attribute.value));
  CHECK(attribute.problem == "values of this type are not read");
}

TEST_CASE("dense attributes and attributes above 64 KiB", "[attribute]") {
  const std::string large(100'000, 'y');
  const Bytes image = make_image(
      [&](hid_t file) {
        for (int i = 0; i < 50; ++i) {
          const std::int32_t value = i;
          add_attribute(file, ("a" + std::to_string(i)).c_str(), H5T_STD_I32LE, {}, &value);
        }
        add_attribute(file, "large", fixed_string(large.size(), H5T_STR_NULLPAD), {}, large.c_str());
      },
      {.low = H5F_LIBVER_V110});
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.problem.empty());
  REQUIRE(tree.root.attributes.size() == 51);
  for (int i = 0; i < 50; ++i) CHECK(tree.root.attribute("a" + std::to_string(i))->integer() == i);
  CHECK(tree.root.attribute("large")->string() == large);
}

TEST_CASE("an attribute above the limit is not allocated", "[attribute]") {
  // 64 MiB and one element, in a few bytes of file: every string is the null string.
  const Bytes image = make_image(
      [&](hid_t file) {
        const std::vector<char> zeros(1 << 20);
        add_attribute(file, "many", fixed_string(1, H5T_STR_NULLPAD), {(1 << 20)}, zeros.data());
        const std::vector<char> more(zeros.size() + 1);
        add_attribute(file, "too many", fixed_string(1, H5T_STR_NULLPAD), {(1 << 20) + 1}, more.data());
      },
      {.low = H5F_LIBVER_V110});
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.attribute("many")->problem.empty());
  CHECK(tree.root.attribute("too many")->problem == "larger than an attribute may be");
}

TEST_CASE("chunked lists are joined in order", "[attribute]") {
  const Bytes image = make_image([](hid_t file) {
    const char first[] = "aabb", second[] = "cc";
    add_attribute(file, "layer_names0", fixed_string(2, H5T_STR_NULLPAD), {2}, first);
    add_attribute(file, "layer_names1", fixed_string(2, H5T_STR_NULLPAD), {1}, second);
    add_attribute(file, "other", fixed_string(2, H5T_STR_NULLPAD), {1}, second);
    add_attribute(file, "none", H5T_IEEE_F64LE, {0}, nullptr);
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.string_list("layer_names") == Strings{"aa", "bb", "cc"});
  CHECK(tree.root.string_list("other") == Strings{"cc"});
  CHECK(tree.root.string_list("none") == Strings{});
  CHECK_FALSE(tree.root.string_list("weight_names").has_value());
}

}  // namespace weighbridge::tests
