// Chunks by a fixed array: of datasets that can't grow.
#ifndef WEIGHBRIDGE_HDF5_WALK_CHUNKS_FIXED_ARRAY_H_
#define WEIGHBRIDGE_HDF5_WALK_CHUNKS_FIXED_ARRAY_H_

#include "hdf5/walk/chunks/chunk_place.h"
#include "hdf5/walk/groups/tree_1.h"

namespace weighbridge::hdf5::walk {

// Format specification 3.0, VII.C "Fixed Array Index". `address`: of its header.
[[nodiscard]] Result<TreeLoss> visit_fixed_array(FileBytes& file, std::uint64_t address, std::uint64_t chunk_bytes,
                                                 const VisitChunk& visit);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_CHUNKS_FIXED_ARRAY_H_
