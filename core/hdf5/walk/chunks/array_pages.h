// What fixed and extensible arrays of chunks have in common: elements, and data blocks that are cut into pages when
// they are large.
#ifndef WEIGHBRIDGE_HDF5_WALK_CHUNKS_ARRAY_PAGES_H_
#define WEIGHBRIDGE_HDF5_WALK_CHUNKS_ARRAY_PAGES_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "hdf5/walk/chunks/chunk_place.h"
#include "hdf5/walk/cursor.h"
#include "hdf5/walk/groups/tree_1.h"

namespace weighbridge::hdf5::walk {

// Format specification 3.0, VII.C "Fixed Array Index", VII.D "Extensible Array Index": an element is an address; of
// filtered chunks also the size as stored and the filter mask 4.
struct ArrayElements {
  bool filtered = false;
  std::size_t element_bytes = 8;
  std::uint64_t chunk_bytes = 0;    // of chunks without filters
  std::uint64_t page_elements = 0;  // larger blocks are in pages

  // Client 0: without filters, 1: with. Fails where the element's size is not what the client needs.
  [[nodiscard]] Result<void> set_client(const FileBytes& file, std::uint8_t client, std::size_t bytes,
                                        std::uint8_t page_bits);
  [[nodiscard]] bool is_paged(std::uint64_t elements) const { return elements > page_elements; }
  [[nodiscard]] std::uint64_t pages_of(std::uint64_t elements) const {
    return (elements + page_elements - 1) / page_elements;
  }
  // Visits the next `count` elements that `cursor` stands before.
  [[nodiscard]] Result<void> visit(FileBytes& file, Cursor& cursor, std::uint64_t count, const VisitChunk& visit) const;
};

// Bit `index` of a map of pages, the highest bit of a byte first (H5VM_bit_get); no map: all are there.
[[nodiscard]] bool page_is_made(std::span<const std::byte> map, std::uint64_t index);

// Visits the elements of a data block's pages, which begin at `address`, each with a checksum 4 behind it; `first_bit`:
// of the map.
[[nodiscard]] Result<void> visit_pages(FileBytes& file, const ArrayElements& array, std::uint64_t address,
                                       std::uint64_t elements, std::span<const std::byte> map, std::uint64_t first_bit,
                                       TreeLoss& loss, const VisitChunk& visit);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_CHUNKS_ARRAY_PAGES_H_
