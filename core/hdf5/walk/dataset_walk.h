// What is known about a dataset without reading its values.
#ifndef WEIGHBRIDGE_HDF5_WALK_DATASET_WALK_H_
#define WEIGHBRIDGE_HDF5_WALK_DATASET_WALK_H_

#include <cstdint>

#include "hdf5/node.h"
#include "hdf5/walk/object_header.h"

namespace weighbridge::hdf5::walk {

// `report_offset` as in OpenOptions.
[[nodiscard]] Result<Dataset> read_stored_dataset(FileBytes& file, const ObjectHeader& header,
                                                  std::uint64_t report_offset);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_DATASET_WALK_H_
