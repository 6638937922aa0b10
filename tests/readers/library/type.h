// What HDF5 says a value is, in the names of the report.
#ifndef WEIGHBRIDGE_TESTS_READERS_LIBRARY_TYPE_H_
#define WEIGHBRIDGE_TESTS_READERS_LIBRARY_TYPE_H_

#include <hdf5.h>

#include <cstddef>

#include "hdf5/file_type.h"
#include "weighbridge/result.h"

namespace weighbridge::hdf5::reference {

// `address_bytes`: of the file; it decides how large a reference to a variable-length string is.
[[nodiscard]] Result<FileType> read_type(hid_t type, std::size_t address_bytes);

}  // namespace weighbridge::hdf5::reference

#endif  // WEIGHBRIDGE_TESTS_READERS_LIBRARY_TYPE_H_
