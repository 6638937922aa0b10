// Cut, killed, broken and lying files: what can be listed is listed, the rest has a reason, and nothing hangs.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

#include "image.h"
#include "io/memory_source.h"

namespace weighbridge::tests {

namespace {

// Format specification 3.0, II.A: the end of file address of a version 0 superblock, and the flags HDF5 >= 1.10 keeps
// at byte 20.
constexpr std::size_t kEndOfFile0 = 40;
constexpr std::size_t kFlags0 = 20;
constexpr std::size_t kFlags2 = 11;

void fill_dense_layers(hid_t file) {
  const std::vector<float> kernel(256, 0.5F);
  const char* name = "a name";
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  for (int i = 0; i < 12; ++i) {
    const std::string layer = "dense_" + std::to_string(i);
    add_group(file, layer.c_str());
    const hid_t group = H5Gopen2(file, layer.c_str(), H5P_DEFAULT);
    add_attribute(group, "name", type, {}, &name);
    add_dataset(group, "kernel", H5T_IEEE_F32LE, {16, 16}, kernel.data());
    H5Gclose(group);
  }
}

Bytes cut(const Bytes& image, std::size_t size) {
  return {image.begin(), image.begin() + static_cast<std::ptrdiff_t>(size)};
}

struct FailingSource final : ByteSource {
  explicit FailingSource(Bytes image) : bytes(std::move(image)) {}
  std::uint64_t size_bytes() const override { return bytes.size(); }
  Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override {
    if (reads_left-- == 0) return fail(ErrorCode::io, "the disk is gone");
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), out.size(), out.begin());
    return {};
  }
  Bytes bytes;
  int reads_left = 0;
};

}  // namespace

TEST_CASE("a file cut anywhere lists what is there", "[damage]") {
  const Bytes image = make_image(fill_dense_layers);
  std::uint64_t listed_most = 0;
  for (std::size_t size = 0; size < image.size(); size += 97) {
    const auto tree = try_list(cut(image, size), {.claimed_end = image.size()});
    if (!tree) {
      CHECK_FALSE(tree.error().message.empty());
      continue;
    }
    CHECK(tree->objects <= 25);
    CHECK((tree->objects == 25 || tree->unreadable > 0));
    listed_most = std::max(listed_most, tree->objects);
  }
  CHECK(listed_most > 20);
}

TEST_CASE("too little to be a file", "[damage]") {
  for (const std::size_t size : {0u, 1u, 7u}) {
    const auto tree = try_list(Bytes(size, std::byte{'x'}));
    REQUIRE_FALSE(tree.has_value());
    CHECK(tree.error().message == "file signature not found");
  }
}

TEST_CASE("a writer that was killed before anything was flushed", "[damage]") {
  Bytes image = make_image(fill_dense_layers);
  put_number(image, kEndOfFile0, 2048, 8);
  put_number(image, kFlags0, 1, 1);
  std::fill(image.begin() + 96, image.begin() + 800, std::byte{0});  // the root's object header and what follows
  const auto tree = try_list(image, {.claimed_end = 2048});
  REQUIRE_FALSE(tree.has_value());
  CHECK(tree.error().message == "bad object header version number");
}

TEST_CASE("a killed writer's flushed objects are listed, although the superblock ends before them", "[damage]") {
  Bytes image = make_image(fill_dense_layers);
  REQUIRE(get_number(image, kEndOfFile0, 8) == image.size());
  put_number(image, kEndOfFile0, 2048, 8);
  const hdf5::Tree tree = list(image, {.claimed_end = 2048});
  CHECK(tree.objects == 25);
  CHECK(tree.unreadable == 0);
}

TEST_CASE("a file that was never closed is listed all the same", "[damage]") {
  const auto [low, flags_at] = GENERATE(std::pair{H5F_LIBVER_EARLIEST, kFlags0}, std::pair{H5F_LIBVER_V18, kFlags2},
                                        std::pair{H5F_LIBVER_V110, kFlags2});
  const Bytes image = make_image(fill_dense_layers, {.low = low, .closed = false});
  REQUIRE((get_number(image, flags_at, 1) & 1) == 1);
  const hdf5::Tree tree = list(image, {.claimed_end = image.size()});
  CHECK(tree.objects == 25);
  CHECK(tree.unreadable == 0);
}

TEST_CASE("one broken object does not hide the others", "[damage]") {
  Bytes image = make_image(fill_dense_layers);
  // The kernels' object headers: version 1, one reference, and the 256 bytes that HDF5 gives a dataset.
  std::vector<std::size_t> headers;
  for (std::size_t at = 96; at + 16 < image.size(); at += 8) {
    if (get_number(image, at, 2) == 1 && get_number(image, at + 4, 4) == 1 && get_number(image, at + 8, 4) == 256)
      headers.push_back(at);
  }
  REQUIRE(headers.size() == 12);
  image[headers[5]] = std::byte{77};
  const hdf5::Tree tree = list(image);
  CHECK(tree.objects == 24);
  CHECK(tree.unreadable == 1);
  std::size_t unreadable = 0;
  for (const auto& layer : tree.root.children) {
    REQUIRE(layer->children.size() == 1);
    const hdf5::Node& kernel = *layer->children[0];
    if (kernel.kind != hdf5::NodeKind::unreadable) continue;
    ++unreadable;
    CHECK(kernel.problem == "bad object header version number");
    CHECK(kernel.dataset == nullptr);
  }
  CHECK(unreadable == 1);
}

TEST_CASE("a group that has lost a node of its tree lists all other links", "[damage]") {
  Bytes image = make_image([](hid_t file) {
    for (int i = 0; i < 400; ++i) add_group(file, ("g" + std::to_string(1000 + i)).c_str());
  });
  std::string lost;
  SECTION("a leaf") { lost = "SNOD"; }
  SECTION("a node above the leaves") { lost = "TREE"; }
  // Of both kinds there are several; none of them before the root group's first is another group's.
  std::vector<std::size_t> nodes;
  for (std::size_t at = 0; at + 328 < image.size(); at += 8) {
    if (get_number(image, at, 4) !=
        get_number(Bytes{std::byte(lost[0]), std::byte(lost[1]), std::byte(lost[2]), std::byte(lost[3])}, 0, 4))
      continue;
    // The new groups have a tree of their own, with one leaf less than entries: skip them by asking for more than 8
    // children or links.
    if (get_number(image, at + 6, 2) > 3) nodes.push_back(at);
  }
  REQUIRE(nodes.size() > 2);
  std::size_t victim = nodes[nodes.size() / 2];
  if (lost == "TREE") {
    const auto lowest = std::ranges::find_if(nodes, [&](std::size_t at) { return get_number(image, at + 5, 1) == 0; });
    REQUIRE(lowest != nodes.end());
    victim = *lowest;
  }
  std::fill_n(image.begin() + static_cast<std::ptrdiff_t>(victim), 328, std::byte{0});
  const hdf5::Tree tree = list(image);
  CHECK(tree.root.problem == "bad symbol table node signature");
  CHECK(tree.unreadable == 1);
  const std::size_t missing = 400 - tree.root.children.size();
  CHECK(missing > 0);
  CHECK(missing <= (lost == "SNOD" ? 8u : 256u));
  CHECK(tree.root.child("g1000") != nullptr);
  CHECK(tree.objects == tree.root.children.size() + 1);
}

TEST_CASE("a broken link does not hide the others of its node", "[damage]") {
  Bytes image = make_image([](hid_t file) {
    for (const char* name : {"a", "b", "c"}) add_group(file, name);
  });
  // The root's leaf is the one with three links; an entry is name offset 8, address 8, cache type 4 and 20 more bytes.
  std::size_t leaf = find_bytes(image, "SNOD");
  while (get_number(image, leaf + 6, 2) != 3) leaf = find_bytes(image, "SNOD", leaf + 1);
  SECTION("an offset of the name that no heap has") {
    put_number(image, leaf + 8 + 40, (1ull << 32) + get_number(image, leaf + 8 + 40, 8), 8);
    const hdf5::Tree tree = list(image);
    CHECK(tree.root.child("a") != nullptr);
    CHECK(tree.root.child("b") == nullptr);
    CHECK(tree.root.child("c") != nullptr);
    CHECK(tree.root.problem == "unable to offset into local heap data block");  // H5HL_offset_into
  }
  SECTION("an unknown cache type, which is no loss") {
    put_number(image, leaf + 8 + 40 + 16, 77, 4);
    const hdf5::Tree tree = list(image);
    CHECK(tree.root.children.size() == 3);
    CHECK(tree.root.problem.empty());
  }
}

TEST_CASE("a failing source fails the listing, with its own words", "[damage]") {
  const Bytes image = make_image(fill_dense_layers);
  int reads = 0;
  for (; reads < 10'000; reads += 7) {
    FailingSource source(image);
    source.reads_left = reads;
    const auto tree = hdf5::read_tree(source, {});
    if (source.reads_left >= 0) break;  // more reads were allowed than needed
    REQUIRE_FALSE(tree.has_value());
    CHECK(tree.error().code == ErrorCode::io);
    CHECK(tree.error().message == "the disk is gone");
  }
  CHECK(reads > 70);
  CHECK(reads < 10'000);
}

TEST_CASE("an end of file that is claimed to be endless", "[damage]") {
  Bytes image = make_image(fill_dense_layers);
  const std::uint64_t claimed = GENERATE(1ull << 40, 1ull << 62, UINT64_MAX - 1);
  put_number(image, kEndOfFile0, claimed, 8);
  const auto tree = try_list(image, {.claimed_end = claimed});
  if (tree) {
    CHECK(tree->objects == 25);
  } else {
    CHECK_FALSE(tree.error().message.empty());
  }
}

}  // namespace weighbridge::tests
