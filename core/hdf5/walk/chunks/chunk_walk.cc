#include "hdf5/walk/chunks/chunk_walk.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "hdf5/walk/chunks/extensible_array.h"
#include "hdf5/walk/chunks/fixed_array.h"
#include "hdf5/walk/cursor.h"
#include "hdf5/walk/dense/tree_2.h"

namespace weighbridge::hdf5::walk {
namespace {

// Of one chunk before filters; none if it is more than a number can say.
std::optional<std::uint64_t> bytes_of_chunk(const Layout& layout) {
  std::vector<std::uint64_t> numbers = layout.chunk_shape;
  numbers.push_back(layout.element_bytes);
  return product_up_to(numbers, UINT64_MAX);
}

// III.A.1, keys of kind 1: size 4, filter mask 4, place 8 for each dimension and one more.
Result<TreeLoss> visit_by_tree_1(FileBytes& file, const Layout& layout, const VisitChunk& visit) {
  const std::size_t key_bytes = 8 + 8 * (layout.chunk_shape.size() + 1);
  std::vector<std::uint64_t> place(layout.chunk_shape.size());
  return visit_tree_1(file, layout.address, TreeKind::chunks, key_bytes,
                      [&](std::span<const std::byte> key, std::uint64_t child) -> Result<void> {
                        Cursor cursor(key);
                        ChunkPlace chunk;
                        chunk.size_bytes = cursor.number32();
                        chunk.filter_mask = cursor.number32();
                        for (std::size_t i = 0; i < place.size(); ++i) {
                          place[i] = cursor.number(8);
                          if (place[i] % layout.chunk_shape[i] != 0)
                            return fail(ErrorCode::malformed, "bad coordinate offset");
                        }
                        chunk.address = child;
                        chunk.place = place;
                        return visit(chunk);
                      });
}

// III.A.2, record type 10: address, place 8 for each dimension. Type 11: address, size, filter mask 4, place.
Result<TreeLoss> visit_by_tree_2(FileBytes& file, const Layout& layout, std::uint64_t chunk_bytes,
                                 const VisitChunk& visit) {
  auto header = file.read(layout.address, 6);
  if (!header) return std::unexpected(header.error());
  const bool filtered = (*header)[5] == std::byte{static_cast<std::uint8_t>(RecordKind::filtered_chunk)};
  const std::size_t fixed = file.address_bytes() + 4 + 8 * layout.chunk_shape.size();
  return visit_tree_2(file, layout.address, filtered ? RecordKind::filtered_chunk : RecordKind::chunk,
                      [&](std::span<const std::byte> record) -> Result<void> {
                        Cursor cursor(record);
                        ChunkPlace chunk;
                        chunk.address = file.defined(cursor.number(file.address_bytes()));
                        chunk.size_bytes = chunk_bytes;
                        if (filtered) {
                          if (record.size() <= fixed) return fail(ErrorCode::malformed, "an impossible B-tree record");
                          chunk.size_bytes = cursor.number(record.size() - fixed);
                          chunk.filter_mask = cursor.number32();
                        }
                        if (auto done = cursor.check(); !done) return done;
                        return visit(chunk);
                      });
}

// One stretch with room for all chunks, so that none needs to be found.
Result<TreeLoss> visit_implicit(const Layout& layout, const Dataspace& space, std::uint64_t chunk_bytes,
                                const VisitChunk& visit) {
  std::vector<std::uint64_t> counts;
  const auto& extents = space.most.empty() ? space.shape : space.most;
  for (std::size_t i = 0; i < std::min(extents.size(), layout.chunk_shape.size()); ++i)
    counts.push_back(extents[i] / layout.chunk_shape[i] + (extents[i] % layout.chunk_shape[i] != 0 ? 1 : 0));
  const auto chunks = product_up_to(counts, chunk_bytes == 0 ? 0 : UINT64_MAX / chunk_bytes);
  if (!chunks) return fail(ErrorCode::malformed, "more chunks than a file can hold");
  if (auto done = visit({layout.address, *chunks * chunk_bytes, 0}); !done) return std::unexpected(done.error());
  return TreeLoss{};
}

}  // namespace

Result<TreeLoss> visit_chunk_places(FileBytes& file, const Layout& layout, const Dataspace& space,
                                    const VisitChunk& visit) {
  if (layout.address == kNoAddress) return TreeLoss{};  // space was never allocated
  const auto chunk_bytes = bytes_of_chunk(layout);
  if (!chunk_bytes) return fail(ErrorCode::malformed, "chunk size must be < 4GB");
  switch (layout.index) {
    case ChunkIndex::tree_1:
      return visit_by_tree_1(file, layout, visit);
    case ChunkIndex::single: {
      const std::uint64_t size = layout.single_is_filtered ? layout.single_bytes : *chunk_bytes;
      if (auto done = visit({layout.address, size, layout.single_mask}); !done) return std::unexpected(done.error());
      return TreeLoss{};
    }
    case ChunkIndex::implicit:
      return visit_implicit(layout, space, *chunk_bytes, visit);
    case ChunkIndex::fixed_array:
      return visit_fixed_array(file, layout.address, *chunk_bytes, visit);
    case ChunkIndex::extensible_array:
      return visit_extensible_array(file, layout.address, *chunk_bytes, visit);
    case ChunkIndex::tree_2:
      return visit_by_tree_2(file, layout, *chunk_bytes, visit);
  }
  return fail(ErrorCode::malformed, "unknown chunk index type");
}

}  // namespace weighbridge::hdf5::walk
