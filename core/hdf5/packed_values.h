// Datasets whose values do not lie in one stretch of the file: in chunks, filtered or not, or inside the object header
// ("compact"). Keras never writes such files; h5repack, h5py with compression= and other tools that write files anew
// do.
#ifndef WEIGHBRIDGE_HDF5_PACKED_VALUES_H_
#define WEIGHBRIDGE_HDF5_PACKED_VALUES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hdf5/filters.h"
#include "weighbridge/byte_source.h"
#include "weighbridge/result.h"

namespace weighbridge::hdf5 {

// Where the values of one dataset are and how they are packed: plain values, HDF5 is closed again. Nothing in it can
// ask for more memory than limits.h allows.
struct PackedDataset {
  struct Chunk {
    std::uint64_t offset = 0;  // absolute in the source
    std::uint32_t size_bytes = 0;
    std::uint32_t filter_mask = 0;
  };
  std::uint64_t element_bytes = 0;
  std::vector<std::uint64_t> shape;
  std::vector<std::uint64_t> chunk_shape;
  std::vector<Filter> filters;
  std::vector<Chunk> chunks;      // all of them, in the order of the elements
  std::vector<std::byte> values;  // of a compact dataset, which has no chunks
};

// Of each dataset, given by its object header's address (Storage::object_address), in one opening of the file.
// `claimed_end` as in OpenOptions. The error of a dataset is one short phrase for people: why its values can't be read.
[[nodiscard]] std::vector<Result<PackedDataset>> find_packed_values(ByteSource& source, std::uint64_t claimed_end,
                                                                    std::span<const std::uint64_t> objects);

// The values of chunk `index` that belong to the dataset, in the order of the elements; what a chunk at the edge has
// beyond it is left out.
[[nodiscard]] Result<std::vector<std::byte>> read_chunk(ByteSource& source, const PackedDataset& dataset,
                                                        std::size_t index);

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_PACKED_VALUES_H_
