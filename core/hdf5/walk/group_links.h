// The links of a group, whichever of the three ways it keeps them.
#ifndef WEIGHBRIDGE_HDF5_WALK_GROUP_LINKS_H_
#define WEIGHBRIDGE_HDF5_WALK_GROUP_LINKS_H_

#include <cstddef>
#include <cstdint>

#include "hdf5/walk/groups/symbol_table.h"
#include "hdf5/walk/object_header.h"

namespace weighbridge::hdf5::walk {

// By name, at most `most`.
[[nodiscard]] LinkList read_group_links(FileBytes& file, const ObjectHeader& header, std::size_t links_per_leaf,
                                        std::uint64_t most);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_GROUP_LINKS_H_
