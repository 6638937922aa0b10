// The order in which the links of a group were made. Old-style groups, the only ones h5py makes by default, list their
// links by name; but each link's name lies in the group's local heap, which is filled from front to back, so that the
// names' offsets tell the order. HDF5's own functions do not give it.
#ifndef WEIGHBRIDGE_TESTS_READERS_LIBRARY_LINK_ORDER_H_
#define WEIGHBRIDGE_TESTS_READERS_LIBRARY_LINK_ORDER_H_

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "inspector/file.h"

namespace weighbridge::hdf5::reference {

// By the address of the object a hard link leads to: the offset of the link's name in the heap of the group whose
// object header lies at `group_address`. Empty for new-style groups, for groups of more than `links` links, and
// wherever the structure is not whole: better no order than a wrong one.
[[nodiscard]] std::unordered_map<std::uint64_t, std::uint64_t> read_link_order(const File& file,
                                                                               std::uint64_t group_address,
                                                                               std::size_t links);

}  // namespace weighbridge::hdf5::reference

#endif  // WEIGHBRIDGE_TESTS_READERS_LIBRARY_LINK_ORDER_H_
