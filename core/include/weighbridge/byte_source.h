// The only way to bytes: a memory block, a file, a browser Blob, or a window into another source.
#ifndef WEIGHBRIDGE_BYTE_SOURCE_H_
#define WEIGHBRIDGE_BYTE_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "weighbridge/result.h"

namespace weighbridge {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Constant for the life of the source.
  [[nodiscard]] virtual std::uint64_t size_bytes() const = 0;

  // Fills the whole of `out` with the bytes from `offset` on, or fails and leaves `out` unspecified.
  // A range that is not wholly inside the source fails with ErrorCode::out_of_range. An empty `out` succeeds.
  [[nodiscard]] virtual Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) = 0;

  struct Piece {
    std::uint64_t offset = 0;
    std::size_t size_bytes = 0;
  };
  // These are going to be asked for, each as it is, in any order. A source that is slow may read them in its own.
  virtual void expect(std::vector<Piece> /*pieces*/) {}

  // The same bytes where they stand, as long as the source is there; none where they have to be read. The range is
  // inside the source.
  [[nodiscard]] virtual std::span<const std::byte> in_place(std::uint64_t /*offset*/, std::size_t /*size_bytes*/) {
    return {};
  }

 protected:
  ByteSource() = default;
  ByteSource(const ByteSource&) = default;
  ByteSource& operator=(const ByteSource&) = default;
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_BYTE_SOURCE_H_
