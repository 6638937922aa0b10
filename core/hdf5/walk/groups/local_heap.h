// Local heaps, where old-style groups keep the names of their links.
#ifndef WEIGHBRIDGE_HDF5_WALK_GROUPS_LOCAL_HEAP_H_
#define WEIGHBRIDGE_HDF5_WALK_GROUPS_LOCAL_HEAP_H_

#include <cstdint>
#include <string_view>

#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

// Format specification 3.0, III.D "Disk Format: Level 1D - Local Heaps".
class LocalHeap {
 public:
  [[nodiscard]] static Result<LocalHeap> read(FileBytes& file, std::uint64_t address);

  // The text at `offset`, up to its NUL. Fails where a cut file ends before that.
  [[nodiscard]] Result<std::string_view> text_at(std::uint64_t offset) const;

 private:
  explicit LocalHeap(FileBytes& file) : data_(file) {}

  LentBytes data_;
  std::size_t there_ = 0;  // of data_: behind them the file is cut off
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_GROUPS_LOCAL_HEAP_H_
