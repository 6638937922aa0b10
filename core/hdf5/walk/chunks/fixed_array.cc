#include "hdf5/walk/chunks/fixed_array.h"

#include "hdf5/walk/checksum.h"
#include "hdf5/walk/chunks/array_pages.h"
#include "hdf5/walk/cursor.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

struct FixedArray {
  ArrayElements array;
  std::uint64_t elements = 0;
  std::uint64_t block = kNoAddress;
};

// Signature 4, version 1, client 1, bytes of an element 1, page bits 1, elements, data block, checksum 4.
Result<FixedArray> read_fixed_header(FileBytes& file, std::uint64_t address, std::uint64_t chunk_bytes) {
  auto bytes = file.read(address, 8 + file.length_bytes() + file.address_bytes() + 4);
  if (!bytes) return std::unexpected(bytes.error());
  Cursor cursor(*bytes);
  if (!cursor.begins("FAHD")) return fail(ErrorCode::malformed, "wrong fixed array header signature");
  if (cursor.byte() != 0) return fail(ErrorCode::malformed, "wrong fixed array header version");
  if (!ends_with_checksum(*bytes)) return fail(ErrorCode::malformed, kWrongChecksum);
  FixedArray out;
  out.array.chunk_bytes = chunk_bytes;
  const std::uint8_t client = cursor.byte();
  const std::uint8_t element_bytes = cursor.byte();
  if (auto set = out.array.set_client(file, client, element_bytes, cursor.byte()); !set)
    return std::unexpected(set.error());
  out.elements = cursor.number(file.length_bytes());
  out.block = file.defined(cursor.number(file.address_bytes()));
  return out;
}

}  // namespace

// Data block: signature 4, version 1, client 1, header's address, [map of pages,] elements or nothing, checksum 4,
// [pages].
Result<TreeLoss> visit_fixed_array(FileBytes& file, std::uint64_t address, std::uint64_t chunk_bytes,
                                   const VisitChunk& visit) {
  auto header = read_fixed_header(file, address, chunk_bytes);
  if (!header) return std::unexpected(header.error());
  TreeLoss loss;
  if (header->block == kNoAddress) return loss;
  const ArrayElements& array = header->array;
  const bool paged = array.is_paged(header->elements);
  const std::uint64_t head = 6 + file.address_bytes();
  if (header->elements > limits::kMaxChunks * 16) return fail(ErrorCode::limit, "more chunks than are read");
  const std::uint64_t map_bytes = paged ? (array.pages_of(header->elements) + 7) / 8 : 0;
  auto bytes = file.read(header->block, head + map_bytes + (paged ? 0 : header->elements * array.element_bytes) + 4);
  if (!bytes) return std::unexpected(bytes.error());
  Cursor cursor(*bytes);
  if (!cursor.begins("FADB")) return fail(ErrorCode::malformed, "wrong fixed array data block signature");
  if (!ends_with_checksum(*bytes)) return fail(ErrorCode::malformed, kWrongChecksum);
  cursor.skip(head - 4);
  const auto map = cursor.take(map_bytes);
  auto done = paged ? visit_pages(file, array, header->block + bytes->size(), header->elements, map, 0, loss, visit)
                    : array.visit(file, cursor, header->elements, visit);
  if (!done) return std::unexpected(done.error());
  return loss;
}

}  // namespace weighbridge::hdf5::walk
