// Where the chunks of a dataset lie.
#ifndef WEIGHBRIDGE_TESTS_READERS_LIBRARY_CHUNK_LIST_H_
#define WEIGHBRIDGE_TESTS_READERS_LIBRARY_CHUNK_LIST_H_

#include <hdf5.h>

#include <cstdint>
#include <functional>
#include <span>

#include "weighbridge/result.h"

namespace weighbridge::hdf5::reference {

struct StoredChunk {
  std::uint64_t offset = 0;       // absolute in the source
  std::uint64_t size_bytes = 0;   // as stored
  std::uint32_t filter_mask = 0;  // bit i: the pipeline's filter i was left out
};

// Calls `visit` for each chunk that is in the file, with its place in the dataset (as many numbers as there are
// dimensions), until it answers false. HDF5 trusts the element size it finds in the arrays of newer formats, and reads
// past the end of its buffers where it lies (H5D__farray_filt_decode).
[[nodiscard]] Result<void> visit_chunks(
    hid_t dataset, std::size_t dimensions,
    const std::function<bool(std::span<const hsize_t> place, const StoredChunk&)>& visit);

}  // namespace weighbridge::hdf5::reference

#endif  // WEIGHBRIDGE_TESTS_READERS_LIBRARY_CHUNK_LIST_H_
