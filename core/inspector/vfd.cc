#include "inspector/vfd.h"

#include <H5FDdevelop.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>
#include <span>

#include "inspector/error_stack.h"
#include "weighbridge/limits.h"

static_assert(H5_VERS_MAJOR == 1 && H5_VERS_MINOR == 14,
              "H5FD_class_t differs from version to version: compare vfd.cc with H5FDdevelop.h");

namespace weighbridge::hdf5 {

namespace {

// HDF5 asks for a whole piece of metadata at once and never for tensor values here, so a larger read is a size that
// lies.
constexpr std::size_t kMaxReadBytes = limits::kMaxAttributeBytes + (1u << 20);

// What H5Pset_driver copies.
struct AccessInfo {
  const std::shared_ptr<DriverState>* state;
};

struct DriverFile : H5FD_t {
  std::shared_ptr<DriverState> state;
  haddr_t allocated_end = 0;
};

Result<void> read_or_zero(DriverState& state, std::uint64_t address, std::span<std::byte> out) {
  if (state.source == nullptr) return fail(ErrorCode::io, "the file is closed");
  if (state.failure) return std::unexpected(*state.failure);
  if (out.size() > kMaxReadBytes) return fail(ErrorCode::limit, "a piece of metadata is impossibly large");
  const std::uint64_t size = state.source->size_bytes();
  const std::uint64_t there = address < size ? std::min<std::uint64_t>(size - address, out.size()) : 0;
  const auto real = out.first(static_cast<std::size_t>(there));
  std::ranges::fill(out.subspan(real.size()), std::byte{0});
  if (real.empty()) return {};
  auto read = state.source->read_at(address, real);
  if (!read) state.failure = read.error();
  return read;
}

extern "C" {

H5FD_t* driver_open(const char*, unsigned flags, hid_t file_access, haddr_t) {
  const auto* info = static_cast<const AccessInfo*>(H5Pget_driver_info(file_access));
  if (info == nullptr || (flags & H5F_ACC_RDWR) != 0) return nullptr;
  DriverState& state = **info->state;
  if (state.opened) {
    push_error({ErrorCode::unsupported, "other files are not opened"});
    return nullptr;
  }
  auto* file = new (std::nothrow) DriverFile{};
  if (file == nullptr) return nullptr;
  file->state = *info->state;
  state.opened = true;
  return file;
}

herr_t driver_close(H5FD_t* file) {
  delete static_cast<DriverFile*>(file);
  return 0;
}

herr_t driver_query(const H5FD_t*, unsigned long* features) {
  // The driver block of a multi or family file is not looked at. Nothing else is asked for: above all no accumulation
  // of metadata, so that every read begins where a structure begins.
  if (features != nullptr) *features = H5FD_FEAT_IGNORE_DRVRINFO;
  return 0;
}

// The superblock of a killed writer says 2048 (HDF5 writes the true end only on closing) while flushed objects lie
// behind: what is really there counts as allocated.
haddr_t driver_get_eoa(const H5FD_t* file, H5FD_mem_t) {
  const auto* self = static_cast<const DriverFile*>(file);
  return std::max(self->allocated_end, static_cast<haddr_t>(self->state->end));
}

herr_t driver_set_eoa(H5FD_t* file, H5FD_mem_t, haddr_t address) {
  static_cast<DriverFile*>(file)->allocated_end = address;
  return 0;
}

haddr_t driver_get_eof(const H5FD_t* file, H5FD_mem_t) { return static_cast<const DriverFile*>(file)->state->end; }

herr_t driver_read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, size_t size, void* buffer) {
  DriverState& state = *static_cast<DriverFile*>(file)->state;
  const std::span out(static_cast<std::byte*>(buffer), size);
  auto read = read_or_zero(state, address, out);
  if (read) state.guard.mend(out);
  if (read) read = state.guard.admit(out);
  if (read) return 0;
  push_error(read.error());
  return -1;
}

herr_t driver_write(H5FD_t*, H5FD_mem_t, hid_t, haddr_t, size_t, const void*) {
  push_error({ErrorCode::unsupported, "the file is open for reading only"});
  return -1;
}

}  // extern "C"

// No `lock`: HDF5 looks at the consistency flags of superblock 3 ("file is already open for write") only for drivers
// that can lock (H5F_open, H5Fint.c), and what a killed writer left is to be listed.
H5FD_class_t driver_class() {
  H5FD_class_t driver{};
  driver.version = H5FD_CLASS_VERSION;
  driver.value = static_cast<H5FD_class_value_t>(7411);  // any number above 511 that no registered driver has
  driver.name = "weighbridge";
  driver.maxaddr = static_cast<haddr_t>(std::numeric_limits<std::int64_t>::max());
  driver.fc_degree = H5F_CLOSE_STRONG;
  driver.fapl_size = sizeof(AccessInfo);
  driver.open = driver_open;
  driver.close = driver_close;
  driver.query = driver_query;
  driver.get_eoa = driver_get_eoa;
  driver.set_eoa = driver_set_eoa;
  driver.get_eof = driver_get_eof;
  driver.read = driver_read;
  driver.write = driver_write;
  const H5FD_mem_t one_free_list[] = H5FD_FLMAP_SINGLE;
  std::ranges::copy(one_free_list, driver.fl_map);
  return driver;
}

}  // namespace

Result<DriverHandle> register_driver() {
  const H5FD_class_t driver = driver_class();  // copied by HDF5
  return own<DriverHandle>(H5FDregister(&driver));
}

Result<void> use_driver(const PropertiesHandle& file_access, const DriverHandle& driver,
                        const std::shared_ptr<DriverState>& state) {
  const AccessInfo info{&state};
  return check(H5Pset_driver(file_access.id(), driver.id(), &info));
}

}  // namespace weighbridge::hdf5
