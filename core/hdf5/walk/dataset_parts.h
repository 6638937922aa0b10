// The messages of a dataset's header that say what its values are and where they lie.
#ifndef WEIGHBRIDGE_HDF5_WALK_DATASET_PARTS_H_
#define WEIGHBRIDGE_HDF5_WALK_DATASET_PARTS_H_

#include <vector>

#include "hdf5/file_type.h"
#include "hdf5/filters.h"
#include "hdf5/walk/messages/dataspace.h"
#include "hdf5/walk/messages/layout.h"
#include "hdf5/walk/object_header.h"

namespace weighbridge::hdf5::walk {

struct DatasetParts {
  FileType type;
  Dataspace space;
  Layout layout;  // its compact values stand in the header, or in `copy`
  std::vector<Filter> filters;
  Bytes copy;
};

// `header` must outlive the parts.
[[nodiscard]] Result<DatasetParts> read_dataset_parts(FileBytes& file, const ObjectHeader& header);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_DATASET_PARTS_H_
