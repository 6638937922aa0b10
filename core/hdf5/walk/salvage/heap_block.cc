#include "hdf5/walk/salvage/heap_block.h"

#include <utility>

#include "hdf5/walk/cursor.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::uint64_t kMostBlockBytes = 64 * 1024;  // H5G_FHEAP_MAX_DIRECT_SIZE
constexpr std::size_t kOffsetBytes = 4;               // of heaps of 2^32 bytes (H5G_FHEAP_MAX_INDEX)
constexpr std::size_t kSumBytes = 4;                  // H5G_FHEAP_CHECKSUM_DBLOCKS

}  // namespace

Result<HeapBlockLinks> read_links_of_heap_block(FileBytes& file, std::uint64_t address) {
  auto bytes = file.read_up_to(address, kMostBlockBytes);
  if (!bytes) return std::unexpected(bytes.error());
  Cursor cursor(*bytes);
  if (!cursor.begins("FHDB") || cursor.byte() != 0) return fail(ErrorCode::malformed, "no block of a heap");
  HeapBlockLinks out;
  out.heap = file.defined(cursor.number(file.address_bytes()));
  cursor.skip(kOffsetBytes + kSumBytes);
  while (cursor.ok()) {
    auto link = decode_link(cursor, file);
    if (!link) break;
    if (auto spent = file.budget().spend_memory(memory_bytes_of(*link)); !spent) return std::unexpected(spent.error());
    out.links.push_back(std::move(*link));
  }
  return out;
}

}  // namespace weighbridge::hdf5::walk
