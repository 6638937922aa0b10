// Types, storage and what stands behind a dataset.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdint>
#include <functional>
#include <string>

#include "image.h"

namespace weighbridge::tests {

namespace {

hdf5::Dataset dataset_of_type(hid_t type) {
  const Bytes image = make_image([&](hid_t file) { add_dataset(file, "d", type, {2, 3}); });
  const hdf5::Tree tree = list(image);
  const hdf5::Node* node = tree.root.child("d");
  REQUIRE(node != nullptr);
  INFO(node->problem);
  REQUIRE(node->dataset != nullptr);
  return *node->dataset;
}

struct CountingSource final : ByteSource {
  explicit CountingSource(const Bytes& image) : bytes(image) {}
  std::uint64_t size_bytes() const override { return bytes.size(); }
  Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override {
    bytes_read += out.size();
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), out.size(), out.begin());
    return {};
  }
  const Bytes& bytes;
  std::uint64_t bytes_read = 0;
};

hid_t h5py_bool(const char* no = "FALSE", const char* yes = "TRUE") {
  const hid_t type = H5Tenum_create(H5T_STD_I8LE);
  const std::int8_t zero = 0, one = 1;
  H5Tenum_insert(type, no, &zero);
  H5Tenum_insert(type, yes, &one);
  return type;
}

hid_t float_type(std::size_t size, std::size_t exponent_bits, std::size_t mantissa_bits, std::size_t bias) {
  const hid_t type = H5Tcopy(H5T_IEEE_F32LE);
  H5Tset_fields(type, exponent_bits + mantissa_bits, mantissa_bits, exponent_bits, 0, mantissa_bits);
  H5Tset_ebias(type, bias);
  H5Tset_precision(type, size * 8);
  H5Tset_size(type, size);
  return type;
}

}  // namespace

TEST_CASE("the plain types have the report's names", "[dataset]") {
  const auto [type, name, size] =
      GENERATE(std::tuple{H5T_STD_I8LE, "int8", 1u}, std::tuple{H5T_STD_I16LE, "int16", 2u},
               std::tuple{H5T_STD_I32LE, "int32", 4u}, std::tuple{H5T_STD_I64LE, "int64", 8u},
               std::tuple{H5T_STD_U8LE, "uint8", 1u}, std::tuple{H5T_STD_U16LE, "uint16", 2u},
               std::tuple{H5T_STD_U32LE, "uint32", 4u}, std::tuple{H5T_STD_U64LE, "uint64", 8u},
               std::tuple{H5T_IEEE_F16LE, "float16", 2u}, std::tuple{H5T_IEEE_F32LE, "float32", 4u},
               std::tuple{H5T_IEEE_F64LE, "float64", 8u});
  const hdf5::Dataset dataset = dataset_of_type(type);
  CHECK(dataset.type.name == name);
  CHECK(dataset.type.size_bytes == size);
  CHECK_FALSE(dataset.type.big_endian);
}

TEST_CASE("big endian is said", "[dataset]") {
  CHECK(dataset_of_type(H5T_IEEE_F32BE).type.big_endian);
  CHECK(dataset_of_type(H5T_IEEE_F32BE).type.name == "float32");
  CHECK(dataset_of_type(H5T_STD_U16BE).type.big_endian);
}

TEST_CASE("h5py's bool is an enumeration", "[dataset]") {
  CHECK(dataset_of_type(h5py_bool()).type.name == "bool");
  CHECK(dataset_of_type(h5py_bool("OFF", "ON")).type.name == "int8");
}

TEST_CASE("unusual floating-point types", "[dataset]") {
  CHECK(dataset_of_type(float_type(2, 8, 7, 127)).type.name == "bfloat16");
  CHECK(dataset_of_type(float_type(2, 5, 10, 15)).type.name == "float16");
  CHECK(dataset_of_type(float_type(1, 4, 3, 7)).type.name == "other");  // float8 e4m3
  CHECK(dataset_of_type(H5T_NATIVE_LDOUBLE).type.name == "other");
}

TEST_CASE("opaque types keep size and tag", "[dataset]") {
  const hid_t type = H5Tcreate(H5T_OPAQUE, 2);
  H5Tset_tag(type, "a tag");
  const hdf5::Dataset dataset = dataset_of_type(type);
  CHECK(dataset.type.name == "opaque");
  CHECK(dataset.type.size_bytes == 2);
  CHECK(dataset.type.tag == "a tag");
}

TEST_CASE("strings, compounds and the rest", "[dataset]") {
  const hid_t variable = H5Tcopy(H5T_C_S1);
  H5Tset_size(variable, H5T_VARIABLE);
  CHECK(dataset_of_type(variable).type.name == "string");
  CHECK(dataset_of_type(variable).type.size_bytes == 16);  // as in the file, in every build
  const hid_t fixed = H5Tcopy(H5T_C_S1);
  H5Tset_size(fixed, 7);
  CHECK(dataset_of_type(fixed).type.size_bytes == 7);
  const hid_t compound = H5Tcreate(H5T_COMPOUND, 12);
  H5Tinsert(compound, "a", 0, H5T_STD_I32LE);
  H5Tinsert(compound, "b", 4, fixed);
  CHECK(dataset_of_type(compound).type.name == "compound");
  CHECK(dataset_of_type(compound).type.size_bytes == 12);
  const hid_t sequence = H5Tvlen_create(H5T_STD_I32LE);
  CHECK(dataset_of_type(sequence).type.name == "other");
  CHECK(dataset_of_type(sequence).type.size_bytes == 16);
  const hsize_t four = 4;
  CHECK(dataset_of_type(H5Tarray_create2(H5T_STD_I32LE, 1, &four)).type.name == "other");
  CHECK(dataset_of_type(H5T_STD_REF_OBJ).type.name == "other");
  CHECK(dataset_of_type(H5T_STD_B8LE).type.name == "other");
}

TEST_CASE("compounds and arrays with parts of variable length have their size in the file", "[dataset]") {
  const hid_t text = H5Tcopy(H5T_C_S1);
  H5Tset_size(text, H5T_VARIABLE);
  const hid_t inner = H5Tcreate(H5T_COMPOUND, 12);  // 20 in the file: a reference to a text has 16 bytes there
  H5Tinsert(inner, "text", 0, text);
  H5Tinsert(inner, "number", 8, H5T_STD_I32LE);
  const hsize_t three = 3;
  const hid_t array = H5Tarray_create2(inner, 1, &three);
  const hid_t outer = H5Tcreate(H5T_COMPOUND, 37);
  H5Tinsert(outer, "array", 0, array);
  H5Tinsert(outer, "byte", 36, H5T_STD_I8LE);
  const std::vector<std::byte> nothing(2 * 37);
  const auto [type, bytes] = GENERATE_COPY(std::pair{inner, 20u}, std::pair{array, 60u}, std::pair{outer, 61u});
  const Bytes image = make_image([&](hid_t file) { add_dataset(file, "d", type, {2}, nothing.data()); });
  const hdf5::Tree tree = list(image);
  const hdf5::Node* node = tree.root.child("d");
  INFO(node->problem);
  REQUIRE(node->dataset != nullptr);
  CHECK(node->dataset->type.size_bytes == bytes);
  CHECK(node->dataset->storage.size_bytes == 2 * bytes);
}

TEST_CASE("a dataset that was never written has no storage", "[dataset]") {
  const auto user_block = GENERATE(as<hsize_t>(), 0, 512);
  const Bytes image =
      make_image([](hid_t file) { add_dataset(file, "d", H5T_IEEE_F32LE, {1000}); }, {.user_block = user_block});
  const hdf5::Dataset dataset = *list(image).root.child("d")->dataset;
  CHECK(dataset.storage.kind == StorageKind::none);
  CHECK_FALSE(dataset.storage.offset.has_value());
  CHECK(dataset.storage.size_bytes == 0);
}

TEST_CASE("compact and chunked storage, with filters", "[dataset]") {
  const std::vector<std::int32_t> zeros(64);
  const Bytes image = make_image([&](hid_t file) {
    const hid_t compact = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_layout(compact, H5D_COMPACT);
    add_dataset(file, "compact", H5T_STD_I32LE, {16}, zeros.data(), compact);
    const hsize_t chunk = 8;
    const hid_t chunked = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(chunked, 1, &chunk);
    H5Pset_shuffle(chunked);
    H5Pset_deflate(chunked, 4);
    H5Pset_fletcher32(chunked);
    add_dataset(file, "chunked", H5T_STD_I32LE, {64}, zeros.data(), chunked);
    add_dataset(file, "never written", H5T_STD_I32LE, {64}, nullptr, chunked);
    const hid_t unknown = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_chunk(unknown, 1, &chunk);
    H5Pset_filter(unknown, 32001, H5Z_FLAG_OPTIONAL, 0, nullptr);
    add_dataset(file, "unknown", H5T_STD_I32LE, {64}, nullptr, unknown);
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.child("compact")->dataset->storage.kind == StorageKind::compact);
  CHECK(tree.root.child("compact")->dataset->storage.size_bytes == 64);
  const hdf5::Dataset& chunked = *tree.root.child("chunked")->dataset;
  CHECK(chunked.storage.kind == StorageKind::chunked);
  CHECK(chunked.storage.filters == std::vector<std::string>{"shuffle", "gzip", "fletcher32"});
  CHECK(chunked.filters == std::vector<int>{2, 1, 3});
  CHECK(chunked.filters_available);
  CHECK(chunked.storage.size_bytes > 0);
  CHECK(chunked.storage.size_bytes < 256);  // eight chunks of 32 bytes, deflated
  CHECK(tree.root.child("never written")->dataset->storage.size_bytes == 0);
  CHECK(tree.root.child("unknown")->dataset->storage.filters == std::vector<std::string>{"filter 32001"});
  CHECK_FALSE(tree.root.child("unknown")->dataset->filters_available);
}

TEST_CASE("external storage and virtual datasets are recorded only", "[dataset]") {
  const Bytes image = make_image(
      [](hid_t file) {
        const hid_t external = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_external(external, "/etc/passwd", 0, 40);
        H5Pset_external(external, "more.bin", 8, H5F_UNLIMITED);
        add_dataset(file, "external", H5T_STD_U8LE, {60}, nullptr, external);
        const hsize_t ten = 10;
        const hid_t space = H5Screate_simple(1, &ten, nullptr);
        const hid_t virtual_ = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_virtual(virtual_, space, "/etc/other.h5", "/d", space);
        add_dataset(file, "virtual", H5T_STD_U8LE, {10}, nullptr, virtual_);
      },
      {.low = H5F_LIBVER_V110});
  const hdf5::Tree tree = list(image);
  CHECK(tree.unreadable == 0);
  const hdf5::Dataset& external = *tree.root.child("external")->dataset;
  CHECK(external.storage.kind == StorageKind::external);
  CHECK(external.external_files == std::vector<std::string>{"/etc/passwd", "more.bin"});
  CHECK_FALSE(external.storage.offset.has_value());
  const hdf5::Dataset& virtual_ = *tree.root.child("virtual")->dataset;
  CHECK(virtual_.storage.kind == StorageKind::virtual_);
  CHECK(virtual_.shape == std::vector<std::uint64_t>{10});
}

TEST_CASE("a virtual dataset without limit does not open its sources", "[dataset]") {
  const Bytes image = make_image(
      [](hid_t file) {
        const hsize_t ten = 10, unlimited = H5S_UNLIMITED, start = 0, stride = 1, count = H5S_UNLIMITED, block = 1;
        const hid_t space = H5Screate_simple(1, &ten, &unlimited);
        H5Sselect_hyperslab(space, H5S_SELECT_SET, &start, &stride, &count, &block);
        const hid_t virtual_ = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_virtual(virtual_, space, "/weighbridge", "/source", space);
        const hid_t dataset = H5Dcreate2(file, "virtual", H5T_STD_U8LE, space, H5P_DEFAULT, virtual_, H5P_DEFAULT);
        REQUIRE(dataset >= 0);
        H5Dclose(dataset);
      },
      {.low = H5F_LIBVER_V110});
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.child("virtual")->dataset->storage.kind == StorageKind::virtual_);
}

TEST_CASE("scalars, empty shapes and null spaces", "[dataset]") {
  const Bytes image = make_image([](hid_t file) {
    add_dataset(file, "scalar", H5T_IEEE_F32LE, {});
    add_dataset(file, "empty", H5T_IEEE_F32LE, {0, 4});
    const hid_t null = H5Screate(H5S_NULL);
    H5Dclose(H5Dcreate2(file, "null", H5T_IEEE_F32LE, null, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.child("scalar")->dataset->shape.empty());
  CHECK_FALSE(tree.root.child("scalar")->dataset->is_null);
  CHECK(tree.root.child("empty")->dataset->shape == std::vector<std::uint64_t>{0, 4});
  CHECK(tree.root.child("null")->dataset->is_null);
}

TEST_CASE("integer scalars are read, whatever their storage and byte order", "[dataset]") {
  const std::int64_t minus = -1234567890123;
  const std::uint8_t big[] = {0x00, 0x00, 0x12, 0x34};
  const std::int16_t small = -2;
  const std::uint64_t huge = UINT64_MAX;
  const float real = 3.0F;
  const Bytes image = make_image(
      [&](hid_t file) {
        add_dataset(file, "contiguous", H5T_STD_I64LE, {}, &minus);
        add_dataset(file, "big endian", H5T_STD_I32BE, {}, big);
        const hid_t compact = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_layout(compact, H5D_COMPACT);
        add_dataset(file, "compact", H5T_STD_I16LE, {}, &small, compact);
        add_dataset(file, "huge", H5T_STD_U64LE, {}, &huge);
        add_dataset(file, "float", H5T_IEEE_F32LE, {}, &real);
        add_dataset(file, "never written", H5T_STD_I32LE, {});
      },
      {.user_block = 512});
  const hdf5::Tree tree = list(image, {.report_offset = 100});
  CHECK(tree.root.child("contiguous")->dataset->scalar_integer == minus);
  CHECK(tree.root.child("big endian")->dataset->scalar_integer == 0x1234);
  CHECK(tree.root.child("compact")->dataset->scalar_integer == -2);
  CHECK_FALSE(tree.root.child("huge")->dataset->scalar_integer.has_value());
  CHECK_FALSE(tree.root.child("float")->dataset->scalar_integer.has_value());
  CHECK_FALSE(tree.root.child("never written")->dataset->scalar_integer.has_value());
}

TEST_CASE("values are not read, however large", "[dataset]") {
  const Bytes image = make_image([](hid_t file) {
    const hid_t allocated = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_alloc_time(allocated, H5D_ALLOC_TIME_EARLY);
    for (const char* name : {"a", "b", "c", "d"})
      add_dataset(file, name, H5T_IEEE_F32LE, {1024, 1024}, nullptr, allocated);
  });
  REQUIRE(image.size() > (16u << 20));
  CountingSource source(image);
  const auto tree = hdf5::read_tree(source, {});
  REQUIRE(tree.has_value());
  CHECK(tree->root.child("d")->dataset->storage.size_bytes == (4u << 20));
  CHECK(source.bytes_read < 16 * 1024);
}

}  // namespace weighbridge::tests
