// Superblocks, user blocks, old and new groups.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <string>

#include "image.h"

namespace weighbridge::tests {

namespace {

const std::vector<float> kKernel = {1.5F, -2.25F, 3.0F, 4.0F, 5.0F, 6.5F};

void fill_layers(hid_t file) {
  add_group(file, "layers");
  add_group(file, "layers/dense");
  add_dataset(file, "layers/dense/kernel", H5T_IEEE_F32LE, {2, 3}, kKernel.data());
  add_group(file, "empty");
}

void check_layers(const hdf5::Tree& tree, const Bytes& image) {
  REQUIRE(tree.objects == 5);
  REQUIRE(tree.unreadable == 0);
  CHECK_FALSE(tree.limit_reached);
  CHECK(tree.available_bytes == image.size());
  REQUIRE(tree.root.children.size() == 2);
  CHECK(tree.root.children[0]->name == "empty");
  CHECK(tree.root.children[0]->kind == hdf5::NodeKind::group);
  const hdf5::Node* kernel = tree.root.at("layers/dense/kernel");
  REQUIRE(kernel != nullptr);
  REQUIRE(kernel->kind == hdf5::NodeKind::dataset);
  const hdf5::Dataset& dataset = *kernel->dataset;
  CHECK(dataset.type.name == "float32");
  CHECK(dataset.type.size_bytes == 4);
  CHECK(dataset.shape == std::vector<std::uint64_t>{2, 3});
  CHECK(dataset.storage.kind == StorageKind::contiguous);
  CHECK(dataset.storage.size_bytes == 24);
  REQUIRE(dataset.storage.offset.has_value());
  const std::string_view values(reinterpret_cast<const char*>(kKernel.data()), 24);
  CHECK(*dataset.storage.offset == find_bytes(image, values));
}

}  // namespace

TEST_CASE("every superblock version lists the same", "[structure]") {
  const auto [low, version] =
      GENERATE(std::pair{H5F_LIBVER_EARLIEST, 0}, std::pair{H5F_LIBVER_V18, 2}, std::pair{H5F_LIBVER_V110, 3});
  const auto user_block = GENERATE(as<hsize_t>(), 0, 512, 2048);
  const Bytes image = make_image(fill_layers, {.low = low, .user_block = user_block});
  REQUIRE(get_number(image, user_block + 8, 1) == static_cast<std::uint64_t>(version));
  check_layers(list(image), image);
}

TEST_CASE("offsets count from where the source begins in the user's file", "[structure]") {
  const Bytes image = make_image(fill_layers);
  const auto plain = list(image).root.at("layers/dense/kernel")->dataset->storage.offset;
  const auto moved = list(image, {.report_offset = 4000}).root.at("layers/dense/kernel")->dataset->storage.offset;
  REQUIRE(plain.has_value());
  CHECK(*moved == *plain + 4000);
}

TEST_CASE("junk of a legal length before the signature is a user block", "[structure]") {
  const Bytes image = make_image(fill_layers);
  Bytes longer(1024, std::byte{'j'});
  longer.insert(longer.end(), image.begin(), image.end());
  check_layers(list(longer), longer);
}

TEST_CASE("large groups of every kind are listed by name", "[structure]") {
  // Old groups: a B-tree of two levels from 8 * 32 links on; new ones: dense from 9 links on.
  const H5F_libver_t low = GENERATE(H5F_LIBVER_EARLIEST, H5F_LIBVER_V18, H5F_LIBVER_V110);
  const int count = GENERATE(8, 9, 1000);
  const Bytes image = make_image(
      [&](hid_t file) {
        for (int i = 0; i < count; ++i) add_group(file, ("g" + std::to_string(i)).c_str());
      },
      {.low = low});
  const hdf5::Tree tree = list(image);
  CHECK(tree.objects == static_cast<std::uint64_t>(count) + 1);
  REQUIRE(tree.root.children.size() == static_cast<std::size_t>(count));
  CHECK(tree.root.problem.empty());
  for (std::size_t i = 1; i < tree.root.children.size(); ++i)
    CHECK(tree.root.children[i - 1]->name < tree.root.children[i]->name);
  CHECK(tree.root.child("g" + std::to_string(count - 1)) != nullptr);
}

TEST_CASE("names may hold backslashes, spaces and any UTF-8", "[structure]") {
  const Bytes image = make_image([](hid_t file) {
    add_group(file, "layers\\dense");
    add_group(file, "with space");
    add_group(file, "\xD1\x81\xD0\xBB\xD0\xBE\xD0\xB9");
    add_group(file, "latin1 \xE9");
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.child("layers\\dense") != nullptr);
  CHECK(tree.root.child("with space") != nullptr);
  CHECK(tree.root.child("\xD1\x81\xD0\xBB\xD0\xBE\xD0\xB9") != nullptr);
  CHECK(tree.root.child("latin1 \xEF\xBF\xBD") != nullptr);
}

TEST_CASE("an empty file has a root and nothing else", "[structure]") {
  const hdf5::Tree tree = list(make_image([](hid_t) {}));
  CHECK(tree.objects == 1);
  CHECK(tree.root.name.empty());
  CHECK(tree.root.children.empty());
  CHECK(tree.root.attributes.empty());
}

TEST_CASE("groups deeper than the limit are not gone into", "[structure]") {
  const Bytes image = make_image([](hid_t file) {
    std::string path;
    for (int i = 0; i < 210; ++i) {
      path += path.empty() ? "g" : "/g";
      add_group(file, path.c_str());
    }
  });
  const hdf5::Tree tree = list(image);
  CHECK(tree.limit_reached);
  CHECK(tree.objects == 201);
}

}  // namespace weighbridge::tests
