// The datatype message: what a value in the file is.
#ifndef WEIGHBRIDGE_HDF5_WALK_MESSAGES_DATATYPE_H_
#define WEIGHBRIDGE_HDF5_WALK_MESSAGES_DATATYPE_H_

#include <cstddef>
#include <span>

#include "hdf5/file_type.h"
#include "weighbridge/result.h"

namespace weighbridge::hdf5::walk {

// Format specification 3.0, IV.A.2.d "The Datatype Message". The size is that in the file: a
// variable-length value has the size of its reference (`address_bytes` decides).
[[nodiscard]] Result<FileType> decode_datatype(std::span<const std::byte> body, std::size_t address_bytes);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_MESSAGES_DATATYPE_H_
