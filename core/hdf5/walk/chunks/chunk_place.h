// One chunk of a dataset as its index lists it.
#ifndef WEIGHBRIDGE_HDF5_WALK_CHUNKS_CHUNK_PLACE_H_
#define WEIGHBRIDGE_HDF5_WALK_CHUNKS_CHUNK_PLACE_H_

#include <cstdint>
#include <functional>
#include <span>

#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

struct ChunkPlace {
  std::uint64_t address = kNoAddress;
  std::uint64_t size_bytes = 0;   // as stored
  std::uint32_t filter_mask = 0;  // bit i: the pipeline's filter i was left out
  // Where its first element stands in the dataset, one number a dimension; only from an index that says so of each
  // (tree_1). Valid until the visit returns.
  std::span<const std::uint64_t> place = {};
};
using VisitChunk = std::function<Result<void>(const ChunkPlace&)>;

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_CHUNKS_CHUNK_PLACE_H_
