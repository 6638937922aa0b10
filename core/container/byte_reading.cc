#include "container/byte_reading.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace weighbridge::container {

Result<std::vector<std::byte>> read_available(ByteSource& source, std::uint64_t offset, std::size_t count) {
  const std::uint64_t size = source.size_bytes();
  if (offset >= size) return std::vector<std::byte>{};
  std::vector<std::byte> bytes(static_cast<std::size_t>(std::min<std::uint64_t>(count, size - offset)));
  if (auto read = source.read_at(offset, bytes); !read) return std::unexpected(read.error());
  return bytes;
}

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool stands_at(std::span<const std::byte> bytes, std::size_t at, std::string_view wanted) {
  return at <= bytes.size() && as_text(bytes).substr(at).starts_with(wanted);
}

}  // namespace weighbridge::container
