// The file's global heap, where variable-length strings lie, read without HDF5: HDF5 allocates whatever length the file
// claims, up to 4 GiB a string and any number of times the same one, before it compares the claim with the heap.
#ifndef WEIGHBRIDGE_TESTS_READERS_LIBRARY_GLOBAL_HEAP_H_
#define WEIGHBRIDGE_TESTS_READERS_LIBRARY_GLOBAL_HEAP_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "inspector/file.h"

namespace weighbridge::hdf5::reference {

class GlobalHeap {
 public:
  explicit GlobalHeap(const File& file);

  // The text a variable-length string element refers to; `reference` is the element as it stands in the file. Bytes as
  // in the file.
  [[nodiscard]] Result<std::string> read_string(std::span<const std::byte> reference);
  [[nodiscard]] std::size_t reference_bytes() const { return 4 + file_.address_bytes() + 4; }

 private:
  struct Item {
    std::size_t offset = 0;  // in bytes_; 0: no such object
    std::size_t size = 0;
  };
  [[nodiscard]] Result<void> load(std::uint64_t address);
  void index_items();
  [[nodiscard]] std::uint64_t number_at(std::size_t offset, std::size_t size) const;

  const File& file_;
  // What may still be loaded: a file may name two large collections in turn for ever.
  std::uint64_t budget_bytes_;
  std::uint64_t loaded_ = UINT64_MAX;  // address of the collection in bytes_
  std::vector<std::byte> bytes_;
  std::vector<Item> items_;  // by object index
};

}  // namespace weighbridge::hdf5::reference

#endif  // WEIGHBRIDGE_TESTS_READERS_LIBRARY_GLOBAL_HEAP_H_
