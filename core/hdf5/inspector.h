// What the HDF5 library itself says of a file, and so h5py and Keras: it opens, or not, and why.
#ifndef WEIGHBRIDGE_HDF5_INSPECTOR_H_
#define WEIGHBRIDGE_HDF5_INSPECTOR_H_

#include <cstdint>

#include "weighbridge/byte_source.h"
#include "weighbridge/result.h"

namespace weighbridge::hdf5 {

// Opens the file and its root group as h5py.File does, and closes them again. The library is shown nothing more. The
// error is its reason in one readable phrase ("bad object header version number"). `claimed_end` as in OpenOptions.
[[nodiscard]] Result<void> inspect(ByteSource& source, std::uint64_t claimed_end);

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_INSPECTOR_H_
