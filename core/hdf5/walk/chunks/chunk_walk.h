// Where the chunks of a dataset lie, whichever of the six kinds of index it has.
#ifndef WEIGHBRIDGE_HDF5_WALK_CHUNKS_CHUNK_WALK_H_
#define WEIGHBRIDGE_HDF5_WALK_CHUNKS_CHUNK_WALK_H_

#include "hdf5/walk/chunks/chunk_place.h"
#include "hdf5/walk/file_bytes.h"
#include "hdf5/walk/groups/tree_1.h"
#include "hdf5/walk/messages/dataspace.h"
#include "hdf5/walk/messages/layout.h"

namespace weighbridge::hdf5::walk {

// Calls `visit` for each chunk that the file has, in the index' order. Lost parts of the index are counted; fails where
// all of it is lost.
[[nodiscard]] Result<TreeLoss> visit_chunk_places(FileBytes& file, const Layout& layout, const Dataspace& space,
                                                  const VisitChunk& visit);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_CHUNKS_CHUNK_WALK_H_
