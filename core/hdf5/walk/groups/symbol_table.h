// Old-style groups: a B-tree of symbol table nodes, the names in a local heap.
#ifndef WEIGHBRIDGE_HDF5_WALK_GROUPS_SYMBOL_TABLE_H_
#define WEIGHBRIDGE_HDF5_WALK_GROUPS_SYMBOL_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "hdf5/walk/file_bytes.h"
#include "hdf5/walk/messages/link.h"

namespace weighbridge::hdf5::walk {

struct LinkList {
  std::vector<LinkRecord> links;
  std::string problem;  // why there may be more; empty: these are all
  bool limit_reached = false;
  std::vector<std::uint64_t> nodes = {};  // of a damaged file: the symbol table nodes that they stand in
  std::uint64_t heap = kNoAddress;        // of a damaged file: where the names stand
};

// Where a group's tree and heap are. Format specification 3.0, IV.A.2.r "The Symbol Table Message".
struct SymbolTable {
  std::uint64_t tree = kNoAddress;
  std::uint64_t heap = kNoAddress;
};
[[nodiscard]] Result<SymbolTable> decode_symbol_table(std::span<const std::byte> body, const FileBytes& file);

// At most `most` links, in the tree's order. `links_per_leaf`: of the superblock.
[[nodiscard]] LinkList read_symbol_table(FileBytes& file, const SymbolTable& table, std::size_t links_per_leaf,
                                         std::uint64_t most);

// The links of one node that no tree leads to. Fails unless all of it fits `heap`: every name is there, none is
// empty, and they stand in order.
class LocalHeap;
[[nodiscard]] Result<std::vector<LinkRecord>> read_symbol_node(FileBytes& file, const LocalHeap& heap,
                                                               std::uint64_t address, std::size_t links_per_leaf);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_GROUPS_SYMBOL_TABLE_H_
