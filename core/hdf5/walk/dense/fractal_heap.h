// Fractal heaps, where new-style groups keep links and objects keep attributes when there are many.
#ifndef WEIGHBRIDGE_HDF5_WALK_DENSE_FRACTAL_HEAP_H_
#define WEIGHBRIDGE_HDF5_WALK_DENSE_FRACTAL_HEAP_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "hdf5/walk/dense/heap_shape.h"
#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

// Format specification 3.0, III.G "Disk Format: Level 1G - Fractal Heap". Heaps with filters, which HDF5 does not make
// for links and attributes, are refused.
class FractalHeap {
 public:
  [[nodiscard]] static Result<FractalHeap> read(FileBytes& file, std::uint64_t address);

  // The object that `id` names; valid until the next call.
  [[nodiscard]] Result<std::span<const std::byte>> object(std::span<const std::byte> id);
  [[nodiscard]] std::size_t id_bytes() const { return id_bytes_; }
  // The first block or header whose checksum was wrong, in HDF5's words; empty: none so far.
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  explicit FractalHeap(FileBytes& file) : file_(&file) {}
  struct Huge {
    std::uint64_t address = 0;
    std::uint64_t size = 0;
  };
  [[nodiscard]] Result<std::span<const std::byte>> managed(std::span<const std::byte> id);
  [[nodiscard]] Result<std::span<const std::byte>> huge(std::span<const std::byte> id);
  [[nodiscard]] static Result<std::span<const std::byte>> tiny(std::span<const std::byte> id, std::size_t id_bytes);
  [[nodiscard]] Result<void> list_huge();
  // Where the direct block that holds `offset` lies, and where it begins in the heap.
  struct Direct {
    std::uint64_t address = kNoAddress;
    std::uint64_t begins = 0;
    std::uint64_t size = 0;
  };
  [[nodiscard]] std::uint64_t head_bytes() const;  // of a direct block
  [[nodiscard]] Result<Direct> find_direct(std::uint64_t offset);
  [[nodiscard]] Result<const Bytes*> indirect_block(std::uint64_t address, std::uint64_t rows);
  [[nodiscard]] Result<const Bytes*> direct_block(const Direct& place);
  [[nodiscard]] Result<const Bytes*> keep(std::uint64_t address, Bytes bytes);
  void note_wrong_checksum();

  FileBytes* file_;
  HeapShape shape_;
  std::size_t id_bytes_ = 0;
  std::uint64_t most_managed_ = 0;
  bool direct_blocks_have_checksums_ = false;
  std::uint64_t root_ = kNoAddress;
  std::uint64_t root_rows_ = 0;  // 0: the root is a direct block
  std::uint64_t huge_tree_ = kNoAddress;
  bool huge_is_listed_ = false;
  std::unordered_map<std::uint64_t, Huge> huge_;  // by number
  std::unordered_map<std::uint64_t, Bytes> blocks_;
  std::uint64_t kept_bytes_ = 0;
  Bytes large_;
  std::string problem_;
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_DENSE_FRACTAL_HEAP_H_
