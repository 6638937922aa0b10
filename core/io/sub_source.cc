#include "io/sub_source.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace weighbridge::io {

SubSource::SubSource(ByteSource& parent, std::uint64_t offset, std::uint64_t size_bytes)
    : parent_(parent),
      offset_(std::min(offset, parent.size_bytes())),
      size_bytes_(std::min(size_bytes, parent.size_bytes() - offset_)) {}

Result<void> SubSource::read_at(std::uint64_t offset, std::span<std::byte> out) {
  if (out.empty()) return {};
  if (offset > size_bytes_ || out.size() > size_bytes_ - offset) {
    return fail(ErrorCode::out_of_range, "a read beyond the end of the file");
  }
  return parent_.read_at(offset_ + offset, out);  // cannot overflow: both are inside the parent
}

void SubSource::expect(std::vector<Piece> pieces) {
  for (Piece& piece : pieces) piece.offset += offset_;
  parent_.expect(std::move(pieces));
}

}  // namespace weighbridge::io
