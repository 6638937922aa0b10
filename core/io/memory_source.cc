#include "io/memory_source.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace weighbridge::io {

Result<void> MemorySource::read_at(std::uint64_t offset, std::span<std::byte> out) {
  if (out.empty()) return {};
  if (offset > bytes_.size() || out.size() > bytes_.size() - offset) {
    return fail(ErrorCode::out_of_range, "a read beyond the end of the file");
  }
  std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(offset), out.size(), out.begin());
  return {};
}

}  // namespace weighbridge::io
