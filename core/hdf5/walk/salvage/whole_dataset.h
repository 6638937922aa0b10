// Whether something that the scan found can be believed.
#ifndef WEIGHBRIDGE_HDF5_WALK_SALVAGE_WHOLE_DATASET_H_
#define WEIGHBRIDGE_HDF5_WALK_SALVAGE_WHOLE_DATASET_H_

#include <optional>

#include "hdf5/walk/object_header.h"
#include "hdf5/walk/salvage/scan.h"

namespace weighbridge::hdf5::walk {

// Of a dataset of which nothing is missing: type, shape and storage agree, and all bytes are in the file. Empty where
// its values lie in its header or in chunks.
[[nodiscard]] std::optional<Stretch> values_of_whole_dataset(FileBytes& file, const ObjectHeader& header);

// The heap of the old-style group whose header is at `address`.
[[nodiscard]] std::uint64_t heap_of(FileBytes& file, std::uint64_t address);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_SALVAGE_WHOLE_DATASET_H_
