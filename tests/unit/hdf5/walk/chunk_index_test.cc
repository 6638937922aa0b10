// The chunk indexes of newer formats, which the reader over HDF5 does not go into: what they list is compared with what
// was written.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <string>

#include "describe.h"

namespace weighbridge::tests {

namespace {

struct Case {
  const char* name;
  H5D_chunk_index_t index;
  std::vector<hsize_t> shape;
  std::vector<hsize_t> most;
  std::vector<hsize_t> chunk;
};

const std::vector<Case> kCases = {
    {"single", H5D_CHUNK_IDX_SINGLE, {100}, {}, {100}},
    {"fixed array", H5D_CHUNK_IDX_FARRAY, {100}, {}, {10}},
    {"fixed array in pages", H5D_CHUNK_IDX_FARRAY, {5000}, {}, {1}},
    {"extensible array", H5D_CHUNK_IDX_EARRAY, {100}, {H5S_UNLIMITED}, {10}},
    {"extensible array with super blocks", H5D_CHUNK_IDX_EARRAY, {3000}, {H5S_UNLIMITED}, {1}},
    {"extensible array in pages", H5D_CHUNK_IDX_EARRAY, {40000}, {H5S_UNLIMITED}, {1}},
    {"tree 2", H5D_CHUNK_IDX_BT2, {90, 60}, {H5S_UNLIMITED, H5S_UNLIMITED}, {3, 3}},
};

}  // namespace

TEST_CASE("every chunk of every kind of index is found", "[walk]") {
  const Case& one = GENERATE_REF(from_range(kCases));
  const bool packed = GENERATE(false, true);
  INFO(one.name << (packed ? ", packed" : ""));
  hsize_t stored = 0;
  const Bytes image = make_image(
      [&](hid_t file) {
        const auto rank = static_cast<int>(one.shape.size());
        const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_chunk(creation, rank, one.chunk.data());
        if (packed) H5Pset_fletcher32(creation);
        const hid_t space = H5Screate_simple(rank, one.shape.data(), one.most.empty() ? nullptr : one.most.data());
        const hid_t dataset = H5Dcreate2(file, "d", H5T_STD_I8LE, space, H5P_DEFAULT, creation, H5P_DEFAULT);
        const std::vector<char> values(100'000, 1);
        REQUIRE(H5Dwrite(dataset, H5T_STD_I8LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0);
        H5D_chunk_index_t index{};
        REQUIRE(H5Dget_chunk_index_type(dataset, &index) >= 0);
        REQUIRE(index == one.index);
        REQUIRE(H5Dflush(dataset) >= 0);
        stored = H5Dget_storage_size(dataset);  // HDF5's own count
        H5Dclose(dataset);
        H5Sclose(space);
        H5Pclose(creation);
      },
      {.low = H5F_LIBVER_V110});
  const hdf5::Tree tree = walk(image);
  REQUIRE(tree.unreadable == 0);
  const hdf5::Node* node = tree.root.child("d");
  REQUIRE((node != nullptr && node->dataset != nullptr));
  CHECK(node->dataset->storage.size_bytes == stored);
  CHECK(node->dataset->storage.lost_bytes == 0);
}

}  // namespace weighbridge::tests
