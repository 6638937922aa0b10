#include "hdf5/walk/messages/layout.h"

#include "hdf5/walk/cursor.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::uint8_t kSingleIsFiltered = 2;

// The stored shape of a chunk has one number more than the dataset has dimensions.
Result<void> read_chunk_shape(Cursor& cursor, std::size_t numbers, std::size_t number_bytes, Layout& out) {
  if (numbers < 2) return fail(ErrorCode::malformed, "bad dimensions for chunked storage");
  if (numbers > limits::kMaxRank + 1) return fail(ErrorCode::malformed, "dimensionality is too large");
  for (std::size_t i = 0; i < numbers; ++i) {
    const std::uint64_t size = cursor.number(number_bytes);
    if (cursor.ok() && size == 0)
      return fail(ErrorCode::malformed,
                  "bad chunk dimension value when parsing layout message - chunk dimension must be positive");
    out.chunk_shape.push_back(size);
  }
  out.element_bytes = out.chunk_shape.back();
  out.chunk_shape.pop_back();
  return cursor.check();
}

// Versions 1 and 2: rank 1, class 1, reserved 5, [address], sizes 4 each, [compact: size 4, values].
Result<void> read_versions_1_2(Cursor& cursor, const FileBytes& file, Layout& out) {
  const std::size_t rank = cursor.byte();
  const std::uint8_t kind = cursor.byte();
  cursor.skip(5);
  if (rank == 0 || rank > limits::kMaxRank + 1) return fail(ErrorCode::malformed, "dimensionality is out of range");
  if (kind > static_cast<std::uint8_t>(LayoutClass::chunked))
    return fail(ErrorCode::malformed, "bad layout type for layout message");
  out.kind = static_cast<LayoutClass>(kind);
  if (out.kind != LayoutClass::compact) out.address = file.defined(cursor.number(file.address_bytes()));
  if (out.kind == LayoutClass::chunked) return read_chunk_shape(cursor, rank, 4, out);
  cursor.skip(4 * rank);
  if (out.kind == LayoutClass::compact) {
    out.size_bytes = cursor.number32();
    out.compact = cursor.take(out.size_bytes);
  }
  return cursor.check();
}

// Version 4: flags 1, numbers 1, bytes of a number 1, shape, kind of index 1, what the index needs to be known,
// address.
Result<void> read_chunked_4(Cursor& cursor, const FileBytes& file, Layout& out) {
  const std::uint8_t flags = cursor.byte();
  const std::size_t numbers = cursor.byte();
  const std::size_t number_bytes = cursor.byte();
  if (number_bytes == 0 || number_bytes > 8)
    return fail(ErrorCode::malformed, "encoded chunk dimension size is too large");
  if (auto done = read_chunk_shape(cursor, numbers, number_bytes, out); !done) return done;
  const std::uint8_t index = cursor.byte();
  if (index == 0 || index > static_cast<std::uint8_t>(ChunkIndex::tree_2))
    return fail(ErrorCode::malformed, "unknown chunk index type");
  out.index = static_cast<ChunkIndex>(index);
  switch (out.index) {
    case ChunkIndex::single:
      out.single_is_filtered = (flags & kSingleIsFiltered) != 0;
      if (out.single_is_filtered) {
        out.single_bytes = cursor.number(file.length_bytes());
        out.single_mask = cursor.number32();
      }
      break;
    // The arrays and the tree say the same of themselves; a page's size, an array's five numbers, a node's size and two
    // percentages.
    case ChunkIndex::fixed_array:
      cursor.skip(1);
      break;
    case ChunkIndex::extensible_array:
      cursor.skip(5);
      break;
    case ChunkIndex::tree_2:
      cursor.skip(6);
      break;
    default:
      break;
  }
  out.address = file.defined(cursor.number(file.address_bytes()));
  return cursor.check();
}

// Versions 3 and 4: class 1, then what that has.
Result<void> read_versions_3_4(Cursor& cursor, const FileBytes& file, Layout& out) {
  const std::uint8_t kind = cursor.byte();
  if (kind > static_cast<std::uint8_t>(out.version == 3 ? LayoutClass::chunked : LayoutClass::virtual_))
    return fail(ErrorCode::malformed, "invalid layout class");
  out.kind = static_cast<LayoutClass>(kind);
  switch (out.kind) {
    case LayoutClass::compact:
      out.size_bytes = cursor.number16();
      out.compact = cursor.take(out.size_bytes);
      break;
    case LayoutClass::contiguous:
      out.address = file.defined(cursor.number(file.address_bytes()));
      out.size_bytes = cursor.number(file.length_bytes());
      break;
    case LayoutClass::chunked: {
      if (out.version > 3) return read_chunked_4(cursor, file, out);
      const std::size_t numbers = cursor.byte();
      out.address = file.defined(cursor.number(file.address_bytes()));
      return read_chunk_shape(cursor, numbers, 4, out);
    }
    case LayoutClass::virtual_:
      break;  // where its sources are listed: not followed
  }
  return cursor.check();
}

}  // namespace

Result<Layout> decode_layout(std::span<const std::byte> body, const FileBytes& file) {
  Cursor cursor(body);
  Layout out;
  out.version = cursor.byte();
  // 5 differs from 4 in that sizes of filtered chunks have 8 bytes (HDF5 2.0), which the indexes say themselves.
  if (out.version < 1 || out.version > 5) return fail(ErrorCode::malformed, "bad version number for layout message");
  auto done = out.version < 3 ? read_versions_1_2(cursor, file, out) : read_versions_3_4(cursor, file, out);
  if (!done) return std::unexpected(done.error());
  return out;
}

}  // namespace weighbridge::hdf5::walk
