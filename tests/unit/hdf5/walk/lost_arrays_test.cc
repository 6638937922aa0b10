// Damaged files: every array that is whole is listed, and none that was never there.
#include "hdf5/lost_arrays.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "describe.h"
#include "io/memory_source.h"
#include "support/hdf5_leaks.h"
#include "weighbridge/limits.h"

namespace weighbridge::tests {
namespace {

constexpr int kLayers = 40;                  // of two arrays each
constexpr std::uint64_t kHeaderBytes = 300;  // more than the object header of such an array takes
constexpr int kArrays = 2 * kLayers;

// Each array has a shape of its own, so that one cannot be taken for another.
void fill_model(hid_t file) {
  std::vector<float> values(64 * 100, 1.5F);
  add_group(file, "layers");
  for (int i = 0; i < kLayers; ++i) {
    const std::string layer = "layers/dense_" + std::to_string(i);
    const auto width = static_cast<hsize_t>(i + 1);
    add_group(file, layer.c_str());
    add_group(file, (layer + "/vars").c_str());
    add_dataset(file, (layer + "/vars/0").c_str(), H5T_IEEE_F32LE, {8, width}, values.data());
    add_dataset(file, (layer + "/vars/1").c_str(), H5T_IEEE_F32LE, {width}, values.data());
  }
}

// By where its values lie: the shape of every array, and its path.
struct Array {
  std::vector<std::uint64_t> shape;
  std::string path;
  std::uint64_t header = 0;
  std::uint64_t size_bytes = 0;
};
using Arrays = std::map<std::uint64_t, Array>;

void collect(const hdf5::Node& group, const std::string& path, Arrays& into) {
  for (const auto& child : group.children) {
    const std::string below = path.empty() ? child->name : path + "/" + child->name;
    if (child->dataset) {
      const Storage& storage = child->dataset->storage;
      into[storage.offset.value_or(0)] = {child->dataset->shape, below, storage.object_address.value_or(0),
                                          storage.size_bytes};
    }
    collect(*child, below, into);
  }
}

Arrays arrays_of(const Bytes& image, std::uint64_t claimed_end = 0) {
  const support::Hdf5LeaksExpected leaks;
  io::MemorySource source(image);
  const hdf5::OpenOptions options{claimed_end, 0};
  auto tree = hdf5::read_tree(source, options);
  std::optional<hdf5::Tree> found;
  if (tree)
    found = std::move(*tree);
  else
    found = hdf5::find_lost_arrays(source, options, nullptr, tree.error().message);
  Arrays arrays;
  if (found) collect(found->root, "", arrays);
  return arrays;
}

void check_none_invented(const Arrays& found, const Arrays& whole) {
  for (const auto& [offset, array] : found) {
    INFO(offset << ' ' << array.path);
    REQUIRE(whole.contains(offset));
    CHECK(whole.at(offset).shape == array.shape);
  }
}

int with_their_path(const Arrays& found, const Arrays& whole) {
  return static_cast<int>(std::ranges::count_if(found, [&](const auto& one) {
    return whole.contains(one.first) && whole.at(one.first).path == one.second.path;
  }));
}

void zero(Bytes& image, std::size_t at, std::size_t size) {
  std::fill_n(image.begin() + static_cast<std::ptrdiff_t>(at), size, std::byte{0});
}

// All of them where they were, and nothing else.
void check_all(const Bytes& damaged, const Bytes& whole, int paths = kArrays) {
  const Arrays known = arrays_of(whole);
  const Arrays found = arrays_of(damaged);
  REQUIRE(known.size() == kArrays);
  CHECK(found.size() == kArrays);
  CHECK(with_their_path(found, known) >= paths);
  check_none_invented(found, known);
}

}  // namespace

TEST_CASE("a lost root costs no array", "[salvage]") {
  const Bytes whole = make_image(fill_model);
  Bytes damaged = whole;
  SECTION("its header") { zero(damaged, static_cast<std::size_t>(get_number(whole, 64, 8)), 16); }
  SECTION("its B-tree") { zero(damaged, find_bytes(whole, "TREE"), 24); }
  SECTION("the first 512 bytes") { zero(damaged, 0, 512); }
  SECTION("a bit of the signature") { damaged[1] ^= std::byte{4}; }
  SECTION("a bit of the root's address") { damaged[65] ^= std::byte{4}; }
  check_all(damaged, whole);
}

// Nothing in it is wrong but that it is empty: it is looked through only where the caller wants proof of that.
TEST_CASE("a B-tree that denies its only node hides nothing", "[salvage]") {
  const Bytes whole = make_image(fill_model);
  Bytes damaged = whole;
  put_number(damaged, find_bytes(whole, "TREE") + 6, 0, 2);
  io::MemorySource source(damaged);
  const auto listed = hdf5::read_tree(source, {});
  REQUIRE(listed);
  CHECK(listed->unreadable == 0);
  const auto found = hdf5::find_lost_arrays(source, {}, &*listed);
  REQUIRE(found);
  CHECK(found->unreadable == 1);
  Arrays arrays;
  collect(found->root, "", arrays);
  CHECK(arrays.size() == kArrays);
  CHECK(with_their_path(arrays, arrays_of(whole)) == kArrays);
}

// HDF5 gives the space of what is deleted free, and writes nothing over it.
TEST_CASE("what was deleted is still there, and found", "[salvage]") {
  const Bytes emptied = make_image([](hid_t file) {
    fill_model(file);
    add_dataset(file, "last", H5T_STD_I8LE, {4});
    REQUIRE(H5Fflush(file, H5F_SCOPE_GLOBAL) >= 0);
    REQUIRE(H5Ldelete(file, "layers", H5P_DEFAULT) >= 0);
  });
  io::MemorySource source(emptied);
  const auto listed = hdf5::read_tree(source, {});
  REQUIRE(listed);
  CHECK(listed->root.children.size() == 1);
  const auto found = hdf5::find_lost_arrays(source, {}, &*listed);
  REQUIRE(found);
  Arrays arrays;
  collect(found->root, "", arrays);
  CHECK(arrays.size() == kArrays + 1);
}

TEST_CASE("a lost heap of names costs no array", "[salvage]") {
  const Bytes whole = make_image(fill_model);
  Bytes damaged = whole;
  zero(damaged, find_bytes(whole, "HEAP"), 32);
  check_all(damaged, whole, 0);
}

TEST_CASE("a wrong bit in a newer structure costs no array and no path", "[salvage]") {
  const Bytes whole = make_image(fill_model, {.low = H5F_LIBVER_V110});
  const auto [signature, byte] = GENERATE(table<const char*, std::size_t>({{"OHDR", 0},
                                                                           {"OHDR", 6},
                                                                           {"OHDR", 30},
                                                                           {"FRHP", 1},
                                                                           {"FRHP", 30},
                                                                           {"BTHD", 7},
                                                                           {"BTHD", 20},
                                                                           {"BTLF", 3},
                                                                           {"BTLF", 20}}));
  INFO(signature << ' ' << byte);
  Bytes damaged = whole;
  damaged[find_bytes(whole, signature) + byte] ^= std::byte{2};
  check_all(damaged, whole);
}

TEST_CASE("a lost newer structure costs no array", "[salvage]") {
  const Bytes whole = make_image(fill_model, {.low = H5F_LIBVER_V110});
  const auto* signature = GENERATE("OHDR", "FRHP", "BTHD", "BTLF");
  INFO(signature);
  Bytes damaged = whole;
  zero(damaged, find_bytes(whole, signature), 24);
  check_all(damaged, whole, 0);
}

// Each chain hangs in the last group of the one before, whose tree denies it. Trees stand in the order of their groups.
TEST_CASE("groups that were found are not deeper than the limit", "[salvage]") {
  constexpr std::size_t kChains = 4;
  constexpr std::size_t kGroups = 150;
  Bytes damaged = make_image([](hid_t file) {
    std::string path;
    for (std::size_t i = 0; i < kChains * kGroups; ++i) {
      path += (i == 0 ? "g" : "/g") + std::to_string(i);
      add_group(file, path.c_str());
      if (i == kGroups) add_dataset(file, (path + "/lost").c_str(), H5T_STD_I8LE, {2}, "ab");
    }
  });
  std::size_t tree = find_bytes(damaged, "TREE");
  for (std::size_t i = 1; i < kChains * kGroups; ++i) {
    tree = find_bytes(damaged, "TREE", tree + 1);
    if (i % kGroups == 0) put_number(damaged, tree + 6, 0, 2);
  }
  io::MemorySource source(damaged);
  const auto listed = hdf5::read_tree(source, {});
  REQUIRE(listed);
  CHECK(listed->objects == 1 + kGroups);
  const auto found = hdf5::find_lost_arrays(source, {}, nullptr);
  REQUIRE(found);
  CHECK(depth_of(found->root) == limits::kMaxDepth);
}

TEST_CASE("of a cut file all is listed that is there, and nothing else", "[salvage]") {
  const auto low = GENERATE(H5F_LIBVER_EARLIEST, H5F_LIBVER_V110);
  const Bytes whole = make_image(fill_model, {.low = low});
  const Arrays known = arrays_of(whole);
  REQUIRE(known.size() == kArrays);
  for (std::size_t percent = 1; percent < 100; ++percent) {
    const std::size_t size = whole.size() * percent / 100;
    INFO(percent << " %, " << size << " bytes");
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    const Arrays found = arrays_of(cut, whole.size());
    check_none_invented(found, known);
    for (const auto& [offset, array] : known) {
      const bool is_there = offset + array.size_bytes <= size && array.header + kHeaderBytes <= size;
      if (is_there) CHECK(found.contains(offset));
    }
  }
}

}  // namespace weighbridge::tests
