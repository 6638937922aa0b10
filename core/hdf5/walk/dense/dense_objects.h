// The links of a new-style group and the attributes of an object, where they lie in a fractal heap.
#ifndef WEIGHBRIDGE_HDF5_WALK_DENSE_DENSE_OBJECTS_H_
#define WEIGHBRIDGE_HDF5_WALK_DENSE_DENSE_OBJECTS_H_

#include <functional>
#include <span>
#include <string>

#include "hdf5/walk/dense/tree_2.h"
#include "hdf5/walk/file_bytes.h"
#include "hdf5/walk/messages/dense_place.h"

namespace weighbridge::hdf5::walk {

// Called with each message as it would stand in the object's header. An error of its own ends the walk.
using VisitMessage = std::function<Result<void>(std::span<const std::byte> body)>;

// The messages in the order of the index by name (`kind`). What could not be had is counted; a message that lies in a
// shared heap is, too.
[[nodiscard]] Result<TreeLoss> visit_dense(FileBytes& file, const DensePlace& place, RecordKind kind,
                                           const VisitMessage& visit);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_DENSE_DENSE_OBJECTS_H_
