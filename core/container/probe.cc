#include "container/probe.h"

#include <cstdint>
#include <string_view>
#include <utility>

#include "container/byte_reading.h"

namespace weighbridge::container {

bool Probe::has(std::size_t at, std::string_view wanted) const { return stands_at(head, at, wanted); }
bool Probe::ends_with(std::string_view wanted) const { return as_text(tail).ends_with(wanted); }
std::string_view Probe::head_text() const { return as_text(head); }

Result<Probe> read_probe(ByteSource& source) {
  const std::uint64_t size = source.size_bytes();
  auto head = read_available(source, 0, kEndPieceBytes);
  if (!head) return std::unexpected(head.error());
  auto tail = read_available(source, size > kEndPieceBytes ? size - kEndPieceBytes : 0, kEndPieceBytes);
  if (!tail) return std::unexpected(tail.error());
  return Probe{source, size, std::move(*head), std::move(*tail)};
}

}  // namespace weighbridge::container
