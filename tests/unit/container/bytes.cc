#include "bytes.h"

#include <zlib.h>

#include <algorithm>

namespace test {

std::vector<std::byte> bytes_of(std::string_view text) {
  std::vector<std::byte> bytes(text.size());
  std::ranges::transform(text, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
  return bytes;
}

std::string from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 2 <= hex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

std::string little(std::uint64_t number, int width) {
  std::string out;
  for (int i = 0; i < width; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
  return out;
}

std::string text_of(weighbridge::ByteSource& source) {
  std::vector<std::byte> bytes(source.size_bytes());
  if (!source.read_at(0, bytes)) return "(unreadable)";
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

weighbridge::io::MemorySource source_of(std::string_view text) { return weighbridge::io::MemorySource(bytes_of(text)); }

namespace {

// crc, compressed size, size: the twelve bytes that local and central headers share.
std::string numbers_of(const Member& member) {
  const auto crc = member.crc32 != 0 ? member.crc32
                                     : crc32(0, reinterpret_cast<const Bytef*>(member.content.data()),
                                             static_cast<uInt>(member.content.size()));
  const std::uint64_t compressed = member.compressed == ~0ull ? member.content.size() : member.compressed;
  const std::uint64_t size = member.size == ~0ull ? member.content.size() : member.size;
  return little(crc, 4) + little(compressed, 4) + little(size, 4);
}

}  // namespace

std::string local_part(const Member& member) {
  return "PK\x03\x04" + little(20, 2) + little(static_cast<std::uint64_t>(member.flags), 2) +
         little(static_cast<std::uint64_t>(member.method), 2) + little(0x00210000, 4) +
         (member.zeros_in_local_header ? std::string(12, '\0') : numbers_of(member)) + little(member.name.size(), 2) +
         little(0, 2) + member.name + member.content;
}

std::string central_part(const Member& member, std::uint64_t header_offset) {
  return "PK\x01\x02" + little(20, 2) + little(20, 2) + little(static_cast<std::uint64_t>(member.flags), 2) +
         little(static_cast<std::uint64_t>(member.method), 2) + little(0x00210000, 4) + numbers_of(member) +
         little(member.name.size(), 2) + std::string(12, '\0') + little(header_offset, 4) + member.name;
}

std::string end_part(std::uint64_t entries, std::uint64_t directory_bytes, std::uint64_t directory_offset) {
  return "PK\x05\x06" + little(0, 4) + little(entries, 2) + little(entries, 2) + little(directory_bytes, 4) +
         little(directory_offset, 4) + little(0, 2);
}

std::string make_zip(const std::vector<Member>& members) {
  std::string out;
  std::string directory;
  for (const Member& member : members) {
    directory += central_part(member, out.size());
    out += local_part(member);
  }
  return out + directory + end_part(members.size(), directory.size(), out.size());
}

std::string superblock_v0(std::uint64_t end_of_file, int flags, std::uint64_t base) {
  const std::string undefined(8, '\xFF');
  return std::string("\x89HDF\r\n\x1a\n\0\0\0\0\0\x08\x08\0", 16) + little(4, 2) + little(16, 2) +
         little(static_cast<std::uint64_t>(flags), 4) + little(base, 8) + undefined + little(end_of_file, 8) +
         undefined + little(0, 8) + little(96, 8) + std::string(24, '\0');
}

weighbridge::Result<void> SparseSource::read_at(std::uint64_t offset, std::span<std::byte> out) {
  if (reads++ == fail_at_read) return weighbridge::fail(weighbridge::ErrorCode::io, "the disk is broken");
  if (offset > size_ || out.size() > size_ - offset)
    return weighbridge::fail(weighbridge::ErrorCode::out_of_range, "beyond the end");
  read_bytes += out.size();
  std::ranges::fill(out, std::byte{0});
  for (const auto& [at, piece] : pieces_) {
    for (std::size_t i = 0; i < piece.size(); ++i) {
      if (at + i >= offset && at + i - offset < out.size())
        out[static_cast<std::size_t>(at + i - offset)] = static_cast<std::byte>(piece[i]);
    }
  }
  return {};
}

}  // namespace test
