#include "hdf5/walk/messages/dense_place.h"

#include "hdf5/walk/cursor.h"

namespace weighbridge::hdf5::walk {

// Version 1, flags 1, [largest creation order,] heap, index of names, [index of creation orders].
Result<DensePlace> decode_dense_place(std::span<const std::byte> body, const FileBytes& file, std::size_t order_bytes) {
  Cursor cursor(body);
  if (cursor.byte() != 0) return fail(ErrorCode::malformed, "bad version number for message");
  const std::uint8_t flags = cursor.byte();
  if ((flags & 1) != 0) cursor.skip(order_bytes);
  DensePlace out;
  out.heap = file.defined(cursor.number(file.address_bytes()));
  out.name_index = file.defined(cursor.number(file.address_bytes()));
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  return out;
}

}  // namespace weighbridge::hdf5::walk
