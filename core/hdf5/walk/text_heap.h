// The global heap, where variable-length strings lie.
#ifndef WEIGHBRIDGE_HDF5_WALK_TEXT_HEAP_H_
#define WEIGHBRIDGE_HDF5_WALK_TEXT_HEAP_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
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
    std::size_t offset = 0;  // in the collection; 0: no such object
    std::size_t size = 0;
  };
  struct Collection {
    std::vector<Item> items;  // by object index
    Bytes bytes;
  };
  [[nodiscard]] Result<const Collection*> load(std::uint64_t address);
  [[nodiscard]] std::vector<Item> items_of(std::span<const std::byte> collection) const;

  FileBytes& file_;
  // By address. The names of layers that follow each other by name lie all over the file's collections.
  std::unordered_map<std::uint64_t, Collection> loaded_;
  std::size_t loaded_bytes_ = 0;
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_TEXT_HEAP_H_
