// Links in a block of a fractal heap whose index is lost.
#ifndef WEIGHBRIDGE_HDF5_WALK_SALVAGE_HEAP_BLOCK_H_
#define WEIGHBRIDGE_HDF5_WALK_SALVAGE_HEAP_BLOCK_H_

#include <cstdint>
#include <vector>

#include "hdf5/walk/messages/link.h"

namespace weighbridge::hdf5::walk {

struct HeapBlockLinks {
  std::uint64_t heap = kNoAddress;  // the header of the heap that the block belongs to
  std::vector<LinkRecord> links;
};

// HDF5 fills a block front to back, link after link; what was unlinked leaves a gap, and ends what is read. Format
// specification 3.0, III.G "Fractal Heap Direct Block".
[[nodiscard]] Result<HeapBlockLinks> read_links_of_heap_block(FileBytes& file, std::uint64_t address);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_SALVAGE_HEAP_BLOCK_H_
