#include "image.h"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include "io/memory_source.h"

namespace weighbridge::tests {

namespace {

hid_t ok(hid_t id) {
  REQUIRE(id >= 0);
  return id;
}

Bytes bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
  return {bytes, bytes + text.size()};
}

hid_t space_of(const std::vector<hsize_t>& shape) {
  if (shape.empty()) return ok(H5Screate(H5S_SCALAR));
  return ok(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr));
}

}  // namespace

Bytes make_image(const std::function<void(hid_t)>& fill, const ImageOptions& options) {
  std::string path = std::filesystem::temp_directory_path() / "weighbridge-XXXXXX";
  const int descriptor = mkstemp(path.data());
  REQUIRE(descriptor >= 0);
  close(descriptor);
  const hid_t access = ok(H5Pcreate(H5P_FILE_ACCESS));
  REQUIRE(H5Pset_libver_bounds(access, options.low, H5F_LIBVER_LATEST) >= 0);
  const hid_t creation = ok(H5Pcreate(H5P_FILE_CREATE));
  REQUIRE(H5Pset_userblock(creation, options.user_block) >= 0);
  const hid_t file = ok(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, access));
  H5Pclose(creation);
  H5Pclose(access);
  fill(file);
  REQUIRE(H5Fflush(file, H5F_SCOPE_GLOBAL) >= 0);
  const Bytes open = bytes_of(path);
  REQUIRE(H5Fclose(file) >= 0);
  const Bytes closed = bytes_of(path);
  std::filesystem::remove(path);
  return options.closed ? closed : open;
}

Result<hdf5::Tree> try_list(const Bytes& image, const hdf5::OpenOptions& options) {
  io::MemorySource source(image);
  return hdf5::read_tree(source, options);
}

hdf5::Tree list(const Bytes& image, const hdf5::OpenOptions& options) {
  auto tree = try_list(image, options);
  INFO((tree ? std::string() : tree.error().message));
  REQUIRE(tree.has_value());
  return std::move(*tree);
}

void add_group(hid_t where, const char* name) {
  H5Gclose(ok(H5Gcreate2(where, name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT)));
}

void add_dataset(hid_t where, const char* name, hid_t type, const std::vector<hsize_t>& shape, const void* values,
                 hid_t creation) {
  const hid_t space = space_of(shape);
  const hid_t dataset = ok(H5Dcreate2(where, name, type, space, H5P_DEFAULT, creation, H5P_DEFAULT));
  if (values != nullptr) REQUIRE(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0);
  H5Dclose(dataset);
  H5Sclose(space);
}

void add_attribute(hid_t where, const char* name, hid_t type, const std::vector<hsize_t>& shape, const void* values) {
  const hid_t space = space_of(shape);
  const hid_t attribute = ok(H5Acreate2(where, name, type, space, H5P_DEFAULT, H5P_DEFAULT));
  if (values != nullptr) REQUIRE(H5Awrite(attribute, type, values) >= 0);
  H5Aclose(attribute);
  H5Sclose(space);
}

std::size_t depth_of(const hdf5::Node& root) {
  std::size_t deepest = 0;
  std::vector<std::pair<const hdf5::Node*, std::size_t>> left{{&root, 0}};  // however deep that is
  while (!left.empty()) {
    const auto [node, depth] = left.back();
    left.pop_back();
    deepest = std::max(deepest, depth);
    for (const auto& child : node->children) left.emplace_back(child.get(), depth + 1);
  }
  return deepest;
}

std::size_t find_bytes(const Bytes& image, std::string_view pattern, std::size_t from) {
  const auto* bytes = reinterpret_cast<const std::byte*>(pattern.data());
  const auto found =
      std::search(image.begin() + static_cast<std::ptrdiff_t>(from), image.end(), bytes, bytes + pattern.size());
  REQUIRE(found != image.end());
  return static_cast<std::size_t>(found - image.begin());
}

void put_number(Bytes& image, std::size_t offset, std::uint64_t value, std::size_t size) {
  REQUIRE(offset + size <= image.size());
  for (std::size_t i = 0; i < size; ++i) image[offset + i] = static_cast<std::byte>(value >> (8 * i));
}

std::uint64_t get_number(const Bytes& image, std::size_t offset, std::size_t size) {
  REQUIRE(offset + size <= image.size());
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8 | std::to_integer<std::uint64_t>(image[offset + i]);
  return value;
}

}  // namespace weighbridge::tests
