// The doubling table of a fractal heap: how large its blocks are and where in the heap they begin.
#ifndef WEIGHBRIDGE_HDF5_WALK_DENSE_HEAP_SHAPE_H_
#define WEIGHBRIDGE_HDF5_WALK_DENSE_HEAP_SHAPE_H_

#include <cstddef>
#include <cstdint>

#include "weighbridge/result.h"

namespace weighbridge::hdf5::walk {

// Rows of `width` blocks each. Those of the first two rows have `first_block` bytes; each further row's have twice as
// many. Blocks up to `last_direct` bytes hold objects, larger ones rows of blocks again (H5HFdtable.c).
struct HeapShape {
  std::uint64_t width = 0;
  std::uint64_t first_block = 0;
  std::uint64_t last_direct = 0;
  std::uint64_t heap_bits = 0;  // of an offset in the heap

  // Are the numbers such that nothing below overflows? `rows`: of the root.
  [[nodiscard]] Result<void> check(std::uint64_t rows) const;

  [[nodiscard]] std::uint64_t block_bytes(std::uint64_t row) const {
    return row < 2 ? first_block : first_block << (row - 1);
  }
  [[nodiscard]] std::uint64_t row_begins(std::uint64_t row) const {
    return row == 0 ? 0 : width * first_block << (row - 1);
  }
  [[nodiscard]] std::uint64_t row_of(std::uint64_t offset) const;
  [[nodiscard]] std::uint64_t direct_rows() const;
  // Rows of an indirect block that covers `bytes` of the heap.
  [[nodiscard]] std::uint64_t rows_for(std::uint64_t bytes) const;
  [[nodiscard]] std::size_t offset_bytes() const { return static_cast<std::size_t>((heap_bits + 7) / 8); }
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_DENSE_HEAP_SHAPE_H_
