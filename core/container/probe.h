// The pieces of a file that every identifier looks at, read once.
#ifndef WEIGHBRIDGE_CONTAINER_PROBE_H_
#define WEIGHBRIDGE_CONTAINER_PROBE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "weighbridge/byte_source.h"

namespace weighbridge::container {

inline constexpr std::size_t kEndPieceBytes = 64 * 1024;

struct Probe {
  ByteSource& source;
  std::uint64_t size_bytes;
  std::vector<std::byte> head;  // the first 64 KiB
  std::vector<std::byte> tail;  // the last 64 KiB; the same bytes as `head` in a small file

  [[nodiscard]] bool has(std::size_t at, std::string_view wanted) const;  // in the head
  [[nodiscard]] bool ends_with(std::string_view wanted) const;
  [[nodiscard]] std::string_view head_text() const;
};

[[nodiscard]] Result<Probe> read_probe(ByteSource& source);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_PROBE_H_
