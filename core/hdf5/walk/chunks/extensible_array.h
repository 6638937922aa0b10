// Chunks by an extensible array: of datasets that can grow in one dimension.
#ifndef WEIGHBRIDGE_HDF5_WALK_CHUNKS_EXTENSIBLE_ARRAY_H_
#define WEIGHBRIDGE_HDF5_WALK_CHUNKS_EXTENSIBLE_ARRAY_H_

#include "hdf5/walk/chunks/chunk_place.h"
#include "hdf5/walk/groups/tree_1.h"

namespace weighbridge::hdf5::walk {

// Format specification 3.0, VII.D "Extensible Array Index". `address`: of its header.
[[nodiscard]] Result<TreeLoss> visit_extensible_array(FileBytes& file, std::uint64_t address, std::uint64_t chunk_bytes,
                                                      const VisitChunk& visit);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_CHUNKS_EXTENSIBLE_ARRAY_H_
