// HDF5's virtual file driver over a ByteSource, read-only: the only way from the HDF5 library to bytes.
#ifndef WEIGHBRIDGE_INSPECTOR_VFD_H_
#define WEIGHBRIDGE_INSPECTOR_VFD_H_

#include <cstdint>
#include <memory>
#include <optional>

#include "inspector/handle.h"
#include "inspector/metadata_guard.h"
#include "weighbridge/byte_source.h"

namespace weighbridge::hdf5 {

// What the driver shares with the one who opens a file through it.
struct DriverState {
  ByteSource* source = nullptr;  // null once the source is gone: every read fails
  std::uint64_t end = 0;         // what HDF5 is told as the file's end; bytes behind the source's end are zeros
  bool opened = false;           // one file a state: a link or a virtual dataset that wants another one gets none
  MetadataGuard guard;
  std::optional<Error> failure;  // the first failure of the source; HDF5 is told the same
};

[[nodiscard]] Result<DriverHandle> register_driver();

// Makes files that are opened with `file_access` read from `state`, which must live as long as the property list.
[[nodiscard]] Result<void> use_driver(const PropertiesHandle& file_access, const DriverHandle& driver,
                                      const std::shared_ptr<DriverState>& state);

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_INSPECTOR_VFD_H_
