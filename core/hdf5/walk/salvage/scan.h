// Looks through the bytes of a file for structures that nothing leads to.
#ifndef WEIGHBRIDGE_HDF5_WALK_SALVAGE_SCAN_H_
#define WEIGHBRIDGE_HDF5_WALK_SALVAGE_SCAN_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

// A stretch of the file by its own addresses.
struct Stretch {
  std::uint64_t begins = 0;
  std::uint64_t ends = 0;
};

// Addresses where something with the shape of a structure stands, in order.
struct FoundStructures {
  std::vector<std::uint64_t> headers;       // OHDR, or the prefix of a version 1 object header
  std::vector<std::uint64_t> symbol_nodes;  // SNOD
  std::vector<std::uint64_t> heaps;         // HEAP
  std::vector<std::uint64_t> heap_blocks;   // FHDB
};

// Where the values of the dataset lie whose header is at `address`; none: it is no dataset. They may look like
// anything, so they are not looked through.
using ValuesOf = std::function<std::optional<Stretch>(std::uint64_t address)>;

// `known`: where values lie. What is found has only its first bytes in common with a structure: whoever uses
// it reads it as one first. Ends early where the budget of `file` has run out.
[[nodiscard]] FoundStructures scan_structures(FileBytes& file, const std::vector<Stretch>& known,
                                              const ValuesOf& values_of);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_SALVAGE_SCAN_H_
