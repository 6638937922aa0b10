// What HDF5 writes is read by HDF5 and by the reader of our own, and both say the same.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

#include "describe.h"
#include "io/memory_source.h"
#include "readers/library/library_tree.h"

namespace weighbridge::tests {

namespace {

void fill_types(hid_t file) {
  const std::vector<double> numbers = {1, -2.5, 1e300};
  const std::vector<std::int64_t> integers = {7, -8, 9};
  for (const hid_t type : {H5T_STD_I8BE, H5T_STD_U16LE, H5T_STD_I32BE, H5T_STD_I64LE}) {
    const std::string name =
        "integer " + std::to_string(H5Tget_size(type)) + (H5Tget_order(type) == H5T_ORDER_BE ? "b" : "l");
    add_dataset(file, name.c_str(), type, {3});
    add_attribute(file, name.c_str(), H5T_NATIVE_INT64, {3}, integers.data());
  }
  add_dataset(file, "float", H5T_IEEE_F64BE, {3}, nullptr);
  add_attribute(file, "numbers", H5T_NATIVE_DOUBLE, {3}, numbers.data());
  add_attribute(file, "none", H5T_NATIVE_DOUBLE, {0}, nullptr);
  const hid_t text = H5Tcopy(H5T_C_S1);
  H5Tset_size(text, H5T_VARIABLE);
  const std::vector<const char*> texts = {"kernel", "", "größe"};
  add_attribute(file, "texts", text, {3}, texts.data());
  const hid_t fixed = H5Tcopy(H5T_C_S1);
  H5Tset_size(fixed, 6);
  add_attribute(file, "fixed", fixed, {2}, "abcdefgh\0\0\0");
  const hid_t compound = H5Tcreate(H5T_COMPOUND, 16);
  H5Tinsert(compound, "number", 0, H5T_NATIVE_DOUBLE);
  H5Tinsert(compound, "other", 8, H5T_NATIVE_INT);
  add_dataset(file, "compound", compound, {2});
  H5Tclose(compound);
  H5Tcommit2(file, "named", fixed, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  add_dataset(file, "of named type", fixed, {2});
  H5Tclose(fixed);
  H5Tclose(text);
}

// Of many collections of texts, first all, then all again; together they are more than is kept of them.
void fill_texts(hid_t file) {
  const hid_t text = H5Tcopy(H5T_C_S1);
  H5Tset_size(text, H5T_VARIABLE);
  const std::string large(700'000, 'x');
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 8; ++i) {
      const std::string value = std::to_string(i) + large, name = std::to_string(round) + std::to_string(i);
      const char* texts[] = {value.c_str(), "short"};
      add_attribute(file, name.c_str(), text, {2}, texts);
    }
  }
  H5Tclose(text);
}

void fill_links(hid_t file) {
  add_group(file, "many");
  for (int i = 0; i < 300; ++i) add_group(file, ("many/layer_" + std::to_string(i)).c_str());
  H5Lcreate_soft("/many/layer_7", file, "soft", H5P_DEFAULT, H5P_DEFAULT);
  H5Lcreate_external("other.h5", "/kernel", file, "external", H5P_DEFAULT, H5P_DEFAULT);
  H5Lcreate_hard(file, "many/layer_1", file, "again", H5P_DEFAULT, H5P_DEFAULT);
  H5Lcreate_hard(file, "/", file, "many/root", H5P_DEFAULT, H5P_DEFAULT);
}

void fill_attributes(hid_t file) {
  add_group(file, "group");
  const hid_t group = H5Gopen2(file, "group", H5P_DEFAULT);
  const std::vector<std::int64_t> values(40, 5);
  for (hsize_t i = 0; i < 40; ++i)
    add_attribute(group, ("attribute " + std::to_string(i)).c_str(), H5T_NATIVE_INT64, {i}, values.data());
  H5Gclose(group);
}

// One dataset for each kind of index, as far as the version has it.
void fill_chunks(hid_t file) {
  const auto add_chunked = [&](const char* name, std::vector<hsize_t> shape, std::vector<hsize_t> most,
                               std::vector<hsize_t> chunk, bool packed) {
    const auto rank = static_cast<int>(shape.size());
    const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(creation, rank, chunk.data());
    if (packed) H5Pset_fletcher32(creation);
    const hid_t space = H5Screate_simple(rank, shape.data(), most.empty() ? nullptr : most.data());
    const hid_t dataset = H5Dcreate2(file, name, H5T_STD_I8LE, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    const std::vector<char> values(100'000, 1);
    REQUIRE(H5Dwrite(dataset, H5T_STD_I8LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0);
    H5Dclose(dataset);
    H5Sclose(space);
    H5Pclose(creation);
  };
  for (const bool packed : {false, true}) {
    const std::string suffix = packed ? " packed" : "";
    add_chunked(("single" + suffix).c_str(), {50, 10}, {}, {50, 10}, packed);
    add_chunked(("tree 1" + suffix).c_str(), {50, 10}, {}, {7, 3}, packed);
  }
}

hdf5::Tree list_by_library(const Bytes& image) {
  io::MemorySource source(image);
  auto tree = hdf5::reference::read_library_tree(source, {});
  INFO((tree ? std::string() : tree.error().message));
  REQUIRE(tree.has_value());
  return std::move(*tree);
}

}  // namespace

TEST_CASE("two readers say the same of what HDF5 writes", "[walk]") {
  const auto fill = GENERATE(fill_types, fill_links, fill_attributes, fill_texts);
  const auto low = GENERATE(H5F_LIBVER_EARLIEST, H5F_LIBVER_V18, H5F_LIBVER_V110, H5F_LIBVER_V112);
  const auto user_block = GENERATE(as<hsize_t>(), 0, 1024);
  const Bytes image = make_image(fill, {.low = low, .user_block = user_block});
  CHECK(describe(list(image)) == describe(list_by_library(image)));
}

TEST_CASE("two readers say the same of chunks", "[walk]") {
  const Bytes image = make_image(fill_chunks);
  CHECK(describe(list(image)) == describe(list_by_library(image)));
}

}  // namespace weighbridge::tests
