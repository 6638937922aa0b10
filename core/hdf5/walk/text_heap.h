// The global heap, where variable-length strings lie.
#ifndef WEIGHBRIDGE_HDF5_WALK_TEXT_HEAP_H_
#define WEIGHBRIDGE_HDF5_WALK_TEXT_HEAP_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

// Format specification 3.0, III.E "Disk Format: Level 1E - Global Heap".
class TextHeap {
 public:
  explicit TextHeap(FileBytes& file) : file_(file) {}

  // The text that a variable-length element refers to; `reference` is the element as it stands in the file. Bytes as in
  // the file.
  [[nodiscard]] Result<std::string> read_text(std::span<const std::byte> reference);

 private:
  struct Item {
    std::size_t offset = 0;  // in bytes_; 0: no such object
    std::size_t size = 0;
  };
  [[nodiscard]] Result<void> load(std::uint64_t address);
  void index_items();

  FileBytes& file_;
  std::uint64_t loaded_ = kNoAddress;  // address of the collection in bytes_
  Bytes bytes_;
  std::vector<Item> items_;  // by object index
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_TEXT_HEAP_H_
