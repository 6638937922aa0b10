#include "hdf5/packed_values.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <numeric>
#include <string>

#include "image.h"
#include "io/memory_source.h"
#include "support/hdf5_leaks.h"

using namespace weighbridge;
using namespace weighbridge::tests;

namespace {

// A creation list that is closed when it goes.
struct Creation {
  Creation() : id(H5Pcreate(H5P_DATASET_CREATE)) {}
  ~Creation() { H5Pclose(id); }
  Creation(const Creation&) = delete;
  Creation& operator=(const Creation&) = delete;
  Creation& chunk(const std::vector<hsize_t>& shape) {
    REQUIRE(H5Pset_chunk(id, static_cast<int>(shape.size()), shape.data()) >= 0);
    return *this;
  }
  hid_t id;
};

std::vector<std::int32_t> counting(std::size_t count) {
  std::vector<std::int32_t> values(count);
  std::iota(values.begin(), values.end(), 1);
  return values;
}

struct Found {
  io::MemorySource source;
  Result<hdf5::PackedDataset> dataset;
};

// The dataset "x" of an image.
Found find(const Bytes& image) {
  const hdf5::Tree tree = list(image);
  const hdf5::Node* node = tree.root.child("x");
  REQUIRE(node != nullptr);
  REQUIRE(node->dataset);
  REQUIRE(node->dataset->storage.object_address);
  io::MemorySource source(image);
  auto found = hdf5::find_packed_values(source, 0, std::vector{*node->dataset->storage.object_address});
  REQUIRE(found.size() == 1);
  return {io::MemorySource(image), std::move(found[0])};
}

std::string problem_of(const Bytes& image) {
  const Found found = find(image);
  return found.dataset ? "" : found.dataset.error().message;
}

// All values as bytes, chunk after chunk.
Bytes values_of(const Bytes& image) {
  Found found = find(image);
  INFO((found.dataset ? "" : found.dataset.error().message));
  REQUIRE(found.dataset);
  Bytes all = found.dataset->values;
  for (std::size_t i = 0; i < found.dataset->chunks.size(); ++i) {
    const auto chunk = hdf5::read_chunk(found.source, *found.dataset, i);
    INFO("chunk " << i << (chunk ? "" : chunk.error().message));
    REQUIRE(chunk);
    all.insert(all.end(), chunk->begin(), chunk->end());
  }
  return all;
}

Bytes bytes_of(const std::vector<std::int32_t>& values) {
  Bytes bytes(values.size() * 4);
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

Bytes image_of(const std::vector<hsize_t>& shape, const Creation& creation, const ImageOptions& options = {}) {
  const auto values =
      counting(std::accumulate(shape.begin(), shape.end(), std::size_t{1},
                               [](std::size_t a, hsize_t b) { return a * static_cast<std::size_t>(b); }));
  return make_image([&](hid_t file) { add_dataset(file, "x", H5T_STD_I32LE, shape, values.data(), creation.id); },
                    options);
}

}  // namespace

TEST_CASE("chunks along the first dimension give the values in their order, through every filter", "[packed]") {
  for (const hsize_t rows : {1U, 3U, 10U}) {
    for (const int filters : {0, 1, 2, 4, 3, 7}) {
      Creation creation;
      creation.chunk({rows, 5});
      if ((filters & 1) != 0) REQUIRE(H5Pset_shuffle(creation.id) >= 0);
      if ((filters & 2) != 0) REQUIRE(H5Pset_deflate(creation.id, 6) >= 0);
      if ((filters & 4) != 0) REQUIRE(H5Pset_fletcher32(creation.id) >= 0);
      for (const hsize_t user_block : {0U, 512U}) {
        INFO(rows << " rows a chunk, filters " << filters << ", user block " << user_block);
        CHECK(values_of(image_of({10, 5}, creation, {.user_block = user_block})) == bytes_of(counting(50)));
      }
    }
  }
}

TEST_CASE("a chunk at the edge gives only what belongs to the dataset", "[packed]") {
  Creation creation;
  creation.chunk({2, 3, 4});
  const Found found = find(image_of({3, 4, 5}, creation));
  REQUIRE(found.dataset);
  CHECK(found.dataset->chunks.size() == 8);
  Bytes values = values_of(image_of({3, 4, 5}, creation));
  // Every value once, chunk by chunk: the first begins with 1 2 3 4, then the next row of 5.
  std::vector<std::int32_t> numbers(values.size() / 4);
  std::memcpy(numbers.data(), values.data(), values.size());
  CHECK(std::vector(numbers.begin(), numbers.begin() + 6) == std::vector<std::int32_t>{1, 2, 3, 4, 6, 7});
  std::ranges::sort(numbers);
  CHECK(numbers == counting(60));
}

TEST_CASE("a compact dataset has its values at once", "[packed]") {
  Creation creation;
  REQUIRE(H5Pset_layout(creation.id, H5D_COMPACT) >= 0);
  CHECK(values_of(image_of({7}, creation)) == bytes_of(counting(7)));
}

TEST_CASE("values are handed out as they are in the file: big-endian and opaque ones, too", "[packed]") {
  Creation creation;
  creation.chunk({2});
  const std::vector<std::int32_t> values = {1, 2};
  const Bytes image = make_image([&](hid_t file) {
    const hid_t big = H5Tcopy(H5T_STD_I32BE);
    const std::vector<std::int32_t> swapped = {0x01000000, 0x02000000};
    add_dataset(file, "x", big, {2}, swapped.data(), creation.id);
    H5Tclose(big);
  });
  CHECK(values_of(image) == bytes_of({0x01000000, 0x02000000}));
  const Bytes opaque = make_image([&](hid_t file) {
    const hid_t pair = H5Tcreate(H5T_OPAQUE, 4);
    add_dataset(file, "x", pair, {2}, values.data(), creation.id);
    H5Tclose(pair);
  });
  CHECK(values_of(opaque) == bytes_of(values));
}

TEST_CASE("one chunk of a newer format is read, a list of a newer kind is not", "[packed]") {
  Creation one;
  one.chunk({10, 5});
  REQUIRE(H5Pset_deflate(one.id, 6) >= 0);
  CHECK(values_of(image_of({10, 5}, one, {.low = H5F_LIBVER_V110})) == bytes_of(counting(50)));
  Creation many;
  many.chunk({2, 5});
  CHECK(problem_of(image_of({10, 5}, many, {.low = H5F_LIBVER_V110})) ==
        "the list of its chunks is of a newer kind, which is not read here");
  Creation early;  // allocated at once, no filter: the chunks lie in a row and need no list
  early.chunk({2, 5});
  REQUIRE(H5Pset_alloc_time(early.id, H5D_ALLOC_TIME_EARLY) >= 0);
  CHECK(values_of(image_of({10, 5}, early, {.low = H5F_LIBVER_V110})) == bytes_of(counting(50)));
}

TEST_CASE("missing chunks are said, not made up", "[packed]") {
  Creation creation;
  creation.chunk({4});
  const auto values = counting(4);
  for (const hsize_t written : {0U, 4U, 12U}) {
    const Bytes image = make_image([&](hid_t file) {
      add_dataset(file, "x", H5T_STD_I32LE, {16}, nullptr, creation.id);
      const hid_t dataset = H5Dopen2(file, "x", H5P_DEFAULT);
      const hid_t space = H5Dget_space(dataset);
      const hsize_t count = 4;
      const hid_t memory = H5Screate_simple(1, &count, nullptr);
      REQUIRE(H5Sselect_hyperslab(space, H5S_SELECT_SET, &written, nullptr, &count, nullptr) >= 0);
      REQUIRE(H5Dwrite(dataset, H5T_STD_I32LE, memory, space, H5P_DEFAULT, values.data()) >= 0);
      H5Sclose(memory);
      H5Sclose(space);
      H5Dclose(dataset);
    });
    CHECK(problem_of(image) == "some of its chunks were never written");
  }
}

TEST_CASE("what asks for too much is refused before anything is allocated", "[packed]") {
  Creation large;
  large.chunk({1U << 29});  // 2 GiB
  CHECK(problem_of(make_image([&](hid_t file) {
          add_dataset(file, "x", H5T_STD_I32LE, {1U << 29}, nullptr, large.id);
        })) == "its chunks are larger than 256 MiB each");
  Creation many;
  many.chunk({1, 1});
  CHECK(problem_of(make_image([&](hid_t file) {
          add_dataset(file, "x", H5T_STD_I32LE, {1U << 20, 1U << 20}, nullptr, many.id);
        })) == "it is cut into more than a million chunks");
}

TEST_CASE("filters that only HDF5 undoes are not read", "[packed]") {
  Creation creation;
  creation.chunk({50});
  REQUIRE(H5Pset_nbit(creation.id) >= 0);
  CHECK(problem_of(image_of({50}, creation)) == "it is packed with nbit, which is not read here");
}

TEST_CASE("a cut file's chunks are whole, cut or lost", "[packed]") {
  Creation creation;
  creation.chunk({256});
  // The second dataset's chunks lie behind everything else.
  const auto values = counting(1024);
  Bytes image = make_image([&](hid_t file) {
    add_dataset(file, "first", H5T_STD_I32LE, {1024}, values.data(), creation.id);
    add_dataset(file, "x", H5T_STD_I32LE, {1024}, values.data(), creation.id);
  });
  const Found whole = find(image);
  REQUIRE(whole.dataset);
  const auto& last = whole.dataset->chunks.back();
  const std::uint64_t end = image.size();
  image.resize(static_cast<std::size_t>(last.offset + 100));
  const hdf5::Tree cut = list(image, {.claimed_end = end});
  CHECK(cut.root.child("first")->dataset->storage.lost_bytes == 0);
  CHECK(cut.root.child("x")->dataset->storage.lost_bytes == last.size_bytes - 100);
  io::MemorySource source(image);
  const auto found =
      hdf5::find_packed_values(source, end, std::vector{*cut.root.child("x")->dataset->storage.object_address});
  REQUIRE(!found[0]);
  CHECK(found[0].error().message == "a chunk of it lies behind the end of the file");
}

TEST_CASE("what is no dataset, or nowhere, is an error", "[packed]") {
  Creation creation;
  creation.chunk({4});
  const Bytes image = image_of({16}, creation);
  io::MemorySource source(image);
  for (const std::uint64_t object :
       {std::uint64_t{0}, std::uint64_t{96}, std::uint64_t{image.size() + 5}, ~std::uint64_t{0}}) {
    CHECK(!hdf5::find_packed_values(source, 0, std::vector{object})[0]);
  }
  io::MemorySource nothing{Bytes{}};
  CHECK(!hdf5::find_packed_values(nothing, 0, std::vector{std::uint64_t{96}})[0]);
}

// Whatever is changed in the list of chunks or their data: an answer or an error, never more, and no value twice.
TEST_CASE("a chunked file with any one byte changed does no harm", "[packed]") {
  const support::Hdf5LeaksExpected expected;
  Creation creation;
  creation.chunk({16});
  REQUIRE(H5Pset_shuffle(creation.id) >= 0);
  REQUIRE(H5Pset_deflate(creation.id, 1) >= 0);
  const Bytes image = image_of({64}, creation);
  const std::uint64_t object = *list(image).root.child("x")->dataset->storage.object_address;
  for (std::size_t at = 0; at < image.size(); ++at) {
    Bytes changed = image;
    changed[at] ^= std::byte{0xff};
    io::MemorySource source(changed);
    const auto found = hdf5::find_packed_values(source, 0, std::vector{object});
    if (!found[0]) continue;
    for (std::size_t i = 0; i < found[0]->chunks.size(); ++i) (void)hdf5::read_chunk(source, *found[0], i);
  }
}
