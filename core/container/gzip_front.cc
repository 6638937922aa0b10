#include "container/gzip_front.h"

#include <zlib.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/text.h"
#include "container/byte_reading.h"

namespace weighbridge::container {
namespace {

std::string_view kind_of_front(std::span<const std::byte> front) {
  if (stands_at(front, 0, "\x89HDF\r\n\x1a\n")) return "hdf5";
  if (stands_at(front, 0, "PK\x03\x04")) return "zip";
  if (stands_at(front, 0, "\x1F\x8B\x08")) return "gzip";
  if (stands_at(front, 257, "ustar")) return "tar";
  return "";
}

// RFC 1952: flags at 3; the extra field (bit 2) comes first, then the zero-ended name (bit 3).
std::string_view original_name(const Probe& probe) {
  const std::uint64_t flags = little_endian(probe.head, 3, 1);
  if ((flags & 0x08) == 0) return {};
  std::size_t at = 10;
  if ((flags & 0x04) != 0) at += 2 + static_cast<std::size_t>(little_endian(probe.head, at, 2));
  if (at >= probe.head.size()) return {};
  const std::string_view rest = probe.head_text().substr(at);
  const std::size_t end = rest.find('\0');
  return end == std::string_view::npos ? std::string_view{} : rest.substr(0, end);
}

}  // namespace

void note_gzip_front(const Probe& probe, Identification& found) {
  if (const std::string_view name = original_name(probe); !name.empty()) {
    found.facts["original_name"] = text::shorten(text::to_valid_utf8(name), 200);
  }
  z_stream stream{};
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) return;  // 16: a gzip header
  std::array<std::byte, 512> front{};
  // zlib reads through a non-const pointer but never writes to its input.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(probe.head.data()));
  stream.avail_in = static_cast<uInt>(probe.head.size());
  stream.next_out = reinterpret_cast<Bytef*>(front.data());
  stream.avail_out = static_cast<uInt>(front.size());
  inflate(&stream, Z_SYNC_FLUSH);  // whatever it says: what it wrote is right so far
  const std::size_t written = front.size() - stream.avail_out;
  inflateEnd(&stream);
  if (const std::string_view inner = kind_of_front(std::span(front).first(written)); !inner.empty()) found.facts["inner"] = inner;
}

}  // namespace weighbridge::container
