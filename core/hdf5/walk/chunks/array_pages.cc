#include "hdf5/walk/chunks/array_pages.h"

#include <algorithm>

#include "hdf5/walk/checksum.h"

namespace weighbridge::hdf5::walk {

Result<void> ArrayElements::set_client(const FileBytes& file, std::uint8_t client, std::size_t bytes,
                                       std::uint8_t page_bits) {
  filtered = client == 1;
  element_bytes = bytes;
  const std::size_t least = file.address_bytes() + (filtered ? 5 : 0);
  const bool fits = filtered ? bytes >= least && bytes <= least + 7 : bytes == least;
  if (client > 1 || !fits) return fail(ErrorCode::malformed, "an array whose elements have an impossible size");
  if (page_bits > 32) return fail(ErrorCode::malformed, "an array whose pages have an impossible size");
  page_elements = std::uint64_t{1} << page_bits;
  return {};
}

Result<void> ArrayElements::visit(FileBytes& file, Cursor& cursor, std::uint64_t count, const VisitChunk& visit) const {
  for (std::uint64_t i = 0; i < count; ++i) {
    ChunkPlace chunk;
    chunk.size_bytes = chunk_bytes;
    chunk.address = file.defined(cursor.number(file.address_bytes()));
    if (filtered) {
      chunk.size_bytes = cursor.number(element_bytes - file.address_bytes() - 4);
      chunk.filter_mask = cursor.number32();
    }
    if (auto done = cursor.check(); !done) return done;
    if (chunk.address == kNoAddress) continue;  // never written
    if (auto done = visit(chunk); !done) return done;
  }
  return {};
}

bool page_is_made(std::span<const std::byte> map, std::uint64_t index) {
  if (map.empty()) return true;
  if (index / 8 >= map.size()) return false;
  return (std::to_integer<unsigned>(map[static_cast<std::size_t>(index / 8)]) & 0x80U >> (index % 8)) != 0;
}

Result<void> visit_pages(FileBytes& file, const ArrayElements& array, std::uint64_t address, std::uint64_t elements,
                         std::span<const std::byte> map, std::uint64_t first_bit, TreeLoss& loss,
                         const VisitChunk& visit) {
  const std::uint64_t page_bytes = array.page_elements * array.element_bytes + 4;
  for (std::uint64_t page = 0; page < array.pages_of(elements); ++page) {
    if (auto spent = file.budget().spend_work(Budget::kWorkOfReading); !spent) return spent;
    if (!page_is_made(map, first_bit + page)) continue;
    const std::uint64_t here = std::min(array.page_elements, elements - page * array.page_elements);
    auto bytes = file.read(address + page * page_bytes, here * array.element_bytes + 4);
    if (!bytes && (file.budget().exhausted() || file.source_failure())) return std::unexpected(bytes.error());
    if (!bytes) {
      loss.add(bytes.error().message);
      continue;
    }
    if (!ends_with_checksum(*bytes)) {
      loss.add(kWrongChecksum);
      continue;
    }
    Cursor cursor(*bytes);
    if (auto done = array.visit(file, cursor, here, visit); !done) return done;
  }
  return {};
}

}  // namespace weighbridge::hdf5::walk
