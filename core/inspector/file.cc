#include "inspector/file.h"

#include <algorithm>
#include <initializer_list>

namespace weighbridge::hdf5 {

namespace {

// Absolute, so that HDF5 does not ask for the working directory, and nothing that exists.
constexpr const char* kFileName = "/weighbridge";
// HDF5 counts the bytes in the file; what it decodes from them takes eight times as much.
constexpr std::size_t kCacheBytes = 1u << 20;

Result<void> first_failure(std::initializer_list<herr_t> statuses) {
  for (const herr_t status : statuses) {
    if (status < 0) return std::unexpected(last_error());
  }
  return {};
}

Result<void> configure(const PropertiesHandle& file_access) {
  const hid_t id = file_access.id();
  H5AC_cache_config_t cache{};
  cache.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  auto got = check(H5Pget_mdc_config(id, &cache));
  if (!got) return got;
  // Metadata is read once, front to back; the block cache below keeps what is read again.
  cache.set_initial_size = true;
  cache.initial_size = kCacheBytes;
  cache.max_size = kCacheBytes;
  cache.min_size = kCacheBytes;
  return first_failure({
      H5Pset_mdc_config(id, &cache),
      H5Pset_cache(id, 0, 1, 0, 0.0),   // no chunk cache: chunks are never read here
      H5Pset_sieve_buf_size(id, 4096),  // values are never read through HDF5, compact ones aside
      H5Pset_fclose_degree(id, H5F_CLOSE_STRONG),
      H5Pset_file_locking(id, false, true),
      H5Pset_elink_file_cache_size(id, 0),
      H5Pset_libver_bounds(id, H5F_LIBVER_EARLIEST, H5F_LIBVER_LATEST),
  });
}

}  // namespace

Result<File> File::open(ByteSource& source, std::uint64_t claimed_end) {
  File file;
  file.source_ = &source;
  file.state_->source = &source;
  file.state_->end = std::max(source.size_bytes(), claimed_end);

  auto driver = register_driver();
  if (!driver) return std::unexpected(driver.error());
  file.driver_ = std::move(*driver);
  auto file_access = own<PropertiesHandle>(H5Pcreate(H5P_FILE_ACCESS));
  if (!file_access) return std::unexpected(file_access.error());
  file.file_access_ = std::move(*file_access);
  if (auto done = configure(file.file_access_); !done) return std::unexpected(done.error());
  if (auto done = use_driver(file.file_access_, file.driver_, file.state_); !done) return std::unexpected(done.error());

  auto opened = own<FileHandle>(H5Fopen(kFileName, H5F_ACC_RDONLY, file.file_access_.id()));
  if (!opened) return std::unexpected(opened.error());
  file.file_ = std::move(*opened);

  auto creation = own<PropertiesHandle>(H5Fget_create_plist(file.file_.id()));
  if (!creation) return std::unexpected(creation.error());
  hsize_t user_block = 0;
  auto facts = first_failure({H5Pget_userblock(creation->id(), &user_block),
                              H5Pget_sizes(creation->id(), &file.address_bytes_, &file.length_bytes_)});
  if (!facts) return std::unexpected(facts.error());
  file.base_address_ = user_block;
  return file;
}

Result<void> File::read_at(std::uint64_t offset, std::span<std::byte> out) const {
  auto read = source_->read_at(offset, out);
  if (!read && !state_->failure) state_->failure = read.error();
  return read;
}

File::~File() {
  // Should HDF5 fail to close the file it would keep it until the process ends: it must not find the source then.
  file_ = FileHandle();
  if (state_) state_->source = nullptr;
}

}  // namespace weighbridge::hdf5
