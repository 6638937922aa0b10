// Guards HDF5 against lies in dense storage, where new-style groups and objects with many attributes keep them: version
// 2 B-trees and fractal heaps. HDF5 1.14.5 trusts their numbers once the checksum is right, and a checksum is no proof
// of good will.
#ifndef WEIGHBRIDGE_HDF5_DENSE_GUARD_H_
#define WEIGHBRIDGE_HDF5_DENSE_GUARD_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "weighbridge/result.h"

namespace weighbridge::hdf5 {

class DenseGuard {
 public:
  void set_sizes(std::size_t address_bytes, std::size_t length_bytes);
  [[nodiscard]] Result<void> admit_tree_header(std::uint64_t address, std::span<const std::byte> header);  // BTHD
  [[nodiscard]] Result<void> admit_tree_node(std::uint64_t address, std::span<const std::byte> node);      // BTIN, BTLF
  [[nodiscard]] Result<void> admit_heap_header(std::span<const std::byte> header) const;                   // FRHP

 private:
  struct Level {
    std::uint64_t most_records = 0;
    std::uint64_t most_records_below = 0;  // of a node of this level and all under it
    std::size_t pointer_bytes = 0;         // of one child pointer
  };
  struct Tree {
    int type = 0;
    std::size_t record_bytes = 0;
    std::size_t count_bytes = 0;  // of the number of records in a child pointer
    std::vector<Level> levels;    // from the leaves up
  };
  struct Node {
    std::shared_ptr<const Tree> tree;
    std::size_t level = 0;
    std::uint64_t records = 0;
    std::uint64_t parent = 0;
  };
  [[nodiscard]] std::size_t record_bytes(int type) const;
  [[nodiscard]] Tree shape(int type, std::size_t depth) const;
  [[nodiscard]] Result<void> expect(std::uint64_t address, Node node);

  std::size_t address_bytes_ = 8;
  std::size_t length_bytes_ = 8;
  std::unordered_map<std::uint64_t, Node> nodes_;  // by address: what a header or a parent has announced
};

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_HDF5_DENSE_GUARD_H_
