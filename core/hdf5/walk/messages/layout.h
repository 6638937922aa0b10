// The data layout message: where the values of a dataset lie.
#ifndef WEIGHBRIDGE_HDF5_WALK_MESSAGES_LAYOUT_H_
#define WEIGHBRIDGE_HDF5_WALK_MESSAGES_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

enum class LayoutClass : std::uint8_t { compact = 0, contiguous = 1, chunked = 2, virtual_ = 3 };

enum class ChunkIndex : std::uint8_t {
  tree_1 = 0,  // up to version 3 of the message, which does not say so
  single = 1,
  implicit = 2,
  fixed_array = 3,
  extensible_array = 4,
  tree_2 = 5,
};

// Format specification 3.0, IV.A.2.i "The Data Layout Message".
struct Layout {
  int version = 0;
  LayoutClass kind = LayoutClass::contiguous;
  std::uint64_t address = kNoAddress;      // of contiguous values, or of the index of the chunks
  std::uint64_t size_bytes = 0;            // contiguous since version 3, compact
  std::span<const std::byte> compact;      // in the message
  std::vector<std::uint64_t> chunk_shape;  // chunked: without the element's size
  std::uint64_t element_bytes = 0;         // chunked: the last number of the shape as it is stored
  ChunkIndex index = ChunkIndex::tree_1;
  bool single_is_filtered = false;  // single: then its size and mask are here
  std::uint64_t single_bytes = 0;
  std::uint32_t single_mask = 0;
};

[[nodiscard]] Result<Layout> decode_layout(std::span<const std::byte> body, const FileBytes& file);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_MESSAGES_LAYOUT_H_
