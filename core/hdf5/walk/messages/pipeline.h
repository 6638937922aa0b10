// The filter pipeline message: how the chunks of a dataset are packed. The external files message: in which other files
// its values lie.
#ifndef WEIGHBRIDGE_HDF5_WALK_MESSAGES_PIPELINE_H_
#define WEIGHBRIDGE_HDF5_WALK_MESSAGES_PIPELINE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hdf5/filters.h"
#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

// Format specification 3.0, IV.A.2.l "The Data Storage - Filter Pipeline Message".
[[nodiscard]] Result<std::vector<Filter>> decode_pipeline(std::span<const std::byte> body);

struct ExternalFiles {
  std::uint64_t heap = kNoAddress;  // the local heap with their names
  std::vector<std::uint64_t> name_offsets;
};
// Format specification 3.0, IV.A.2.h "The Data Storage - External Data Files Message".
[[nodiscard]] Result<ExternalFiles> decode_external_files(std::span<const std::byte> body, const FileBytes& file);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_MESSAGES_PIPELINE_H_
