// HDF5 files made with HDF5's own C API, for what Keras never writes.
#ifndef WEIGHBRIDGE_TESTS_UNIT_HDF5_IMAGE_H_
#define WEIGHBRIDGE_TESTS_UNIT_HDF5_IMAGE_H_

#include <hdf5.h>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "hdf5/tree.h"

namespace weighbridge::tests {

using Bytes = std::vector<std::byte>;

struct ImageOptions {
  H5F_libver_t low = H5F_LIBVER_EARLIEST;  // V18: superblock 2 and new groups; V110: superblock 3
  hsize_t user_block = 0;
  bool closed = true;  // false: the image as it is after a flush, before the close
};

// The bytes of a file that `fill` has written to.
[[nodiscard]] Bytes make_image(const std::function<void(hid_t file)>& fill, const ImageOptions& options = {});

// Lists an image; the test fails where it can't be opened.
[[nodiscard]] hdf5::Tree list(const Bytes& image, const hdf5::OpenOptions& options = {});
[[nodiscard]] Result<hdf5::Tree> try_list(const Bytes& image, const hdf5::OpenOptions& options = {});

// Shorthands that create one thing and close it.
void add_group(hid_t where, const char* name);
void add_dataset(hid_t where, const char* name, hid_t type, const std::vector<hsize_t>& shape,
                 const void* values = nullptr, hid_t creation = H5P_DEFAULT);
// `values`: in memory as `type` says.
void add_attribute(hid_t where, const char* name, hid_t type, const std::vector<hsize_t>& shape, const void* values);

// How deep the deepest node of a tree lies; the root is at 0.
[[nodiscard]] std::size_t depth_of(const hdf5::Node& root);

// Where `pattern` stands in `image` first, from `from` on; the test fails if nowhere.
[[nodiscard]] std::size_t find_bytes(const Bytes& image, std::string_view pattern, std::size_t from = 0);
void put_number(Bytes& image, std::size_t offset, std::uint64_t value, std::size_t size);
[[nodiscard]] std::uint64_t get_number(const Bytes& image, std::size_t offset, std::size_t size);

}  // namespace weighbridge::tests

#endif  // WEIGHBRIDGE_TESTS_UNIT_HDF5_IMAGE_H_
