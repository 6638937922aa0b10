#include "container/zip/records.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "container/byte_reading.h"
#include "weighbridge/limits.h"

namespace weighbridge::container::zip {
namespace {

constexpr std::uint32_t kInZip64 = 0xFFFFFFFF;  // "the real number stands in the zip64 extra field"
constexpr std::uint64_t kEncrypted = 1u << 0;
constexpr std::uint64_t kSizesFollow = 1u << 3;

// Puts the 8-byte numbers of the zip64 extra field in place of those that are marked as too large for 4 bytes, in their
// fixed order. False when a marked one has no replacement.
bool apply_zip64(std::span<const std::byte> extra, std::span<std::uint64_t* const> numbers) {
  const auto marked = [](const std::uint64_t* number) { return *number == kInZip64; };
  if (std::ranges::none_of(numbers, marked)) return true;
  for (std::size_t at = 0; at + 4 <= extra.size();) {
    const std::size_t length = static_cast<std::size_t>(little_endian(extra, at + 2, 2));
    const auto field = extra.subspan(at + 4, std::min(length, extra.size() - at - 4));
    at += 4 + length;
    if (little_endian(extra, at - length - 4, 2) != 1) continue;
    std::size_t next = 0;
    for (std::uint64_t* number : numbers) {
      if (!marked(number)) continue;
      if (next + 8 > field.size()) return false;
      *number = little_endian(field, next, 8);
      next += 8;
    }
    return true;
  }
  return false;
}

// Zip64: the locator stands right in front of the end record and points to the zip64 end record.
Result<void> read_zip64_end(ByteSource& source, EndRecord& end) {
  constexpr std::uint64_t kLocatorBytes = 20;
  constexpr std::uint64_t kZip64EndBytes = 56;
  if (end.offset < kLocatorBytes + kZip64EndBytes) return {};
  const auto locator = read_available(source, end.offset - kLocatorBytes, kLocatorBytes);
  if (!locator) return std::unexpected(locator.error());
  if (!stands_at(*locator, 0, kZip64LocatorSignature)) return {};
  // The noted place first; right in front of the locator when something was put before the archive.
  const std::uint64_t usual = end.offset - kLocatorBytes - kZip64EndBytes;
  for (const std::uint64_t place : {little_endian(*locator, 8, 8), usual}) {
    const auto record = read_available(source, place, kZip64EndBytes);
    if (!record) return std::unexpected(record.error());
    if (record->size() < kZip64EndBytes || !stands_at(*record, 0, kZip64EndSignature)) continue;
    end.directory_bytes = little_endian(*record, 40, 8);
    end.directory_offset = little_endian(*record, 48, 8);
    end.directory_end = place;
    return {};
  }
  return {};
}

}  // namespace

Result<std::optional<LocalHeader>> read_local_header(ByteSource& source, std::uint64_t offset) {
  // header, name and extra field of nearly every member in one read.
  constexpr std::size_t kUsualBytes = kLocalBytes + 256;
  auto bytes = read_available(source, offset, kUsualBytes);
  if (!bytes) return std::unexpected(bytes.error());
  if (bytes->size() < kLocalBytes || !stands_at(*bytes, 0, kLocalSignature)) return std::nullopt;
  const std::size_t name_bytes = static_cast<std::size_t>(little_endian(*bytes, 26, 2));
  const std::size_t extra_bytes = static_cast<std::size_t>(little_endian(*bytes, 28, 2));
  if (kLocalBytes + name_bytes + extra_bytes > bytes->size()) {
    bytes = read_available(source, offset, kLocalBytes + name_bytes + extra_bytes);
    if (!bytes) return std::unexpected(bytes.error());
  }
  const auto variable = std::span<const std::byte>(*bytes).subspan(kLocalBytes);
  const auto name = variable.first(std::min(name_bytes, variable.size()));
  const auto behind_name = variable.subspan(name.size());
  const auto extra = behind_name.first(std::min(extra_bytes, behind_name.size()));

  LocalHeader header;
  const std::uint64_t flags = little_endian(*bytes, 6, 2);
  header.member.name = text::to_valid_utf8(as_text(name));
  header.member.method = static_cast<int>(little_endian(*bytes, 8, 2));
  header.member.encrypted = (flags & kEncrypted) != 0;
  header.member.crc32 = static_cast<std::uint32_t>(little_endian(*bytes, 14, 4));
  header.member.compressed_bytes = little_endian(*bytes, 18, 4);
  header.member.size_bytes = little_endian(*bytes, 22, 4);
  header.member.header_offset = offset;
  header.data_offset = offset + kLocalBytes + name_bytes + extra_bytes;
  header.sizes_follow = (flags & kSizesFollow) != 0;
  const std::array numbers = {&header.member.size_bytes, &header.member.compressed_bytes};
  if (!apply_zip64(extra, numbers)) header.member.compressed_bytes = header.member.size_bytes = 0;
  return header;
}

bool is_plausible(const LocalHeader& header) {
  constexpr std::array kMethods = {0, 8, 9, 12, 14, 93, 95, 98, 99};
  const std::string& name = header.member.name;
  const bool printable = std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return std::ranges::contains(kMethods, header.member.method) && !name.empty() && name.size() <= 4096 && printable;
}

Result<std::optional<EndRecord>> find_end_record(ByteSource& source) {
  constexpr std::uint64_t kSearchedBytes = kEndBytes + 0xFFFF;
  const std::uint64_t size = source.size_bytes();
  const std::uint64_t start = size > kSearchedBytes ? size - kSearchedBytes : 0;
  const auto tail = read_available(source, start, static_cast<std::size_t>(size - start));
  if (!tail) return std::unexpected(tail.error());
  const std::size_t at = as_text(*tail).rfind(kEndSignature);
  if (at == std::string_view::npos || at + kEndBytes > tail->size()) return std::nullopt;

  EndRecord end;
  end.offset = start + at;
  end.end = std::min(size, end.offset + kEndBytes + little_endian(*tail, at + 20, 2));
  end.directory_bytes = little_endian(*tail, at + 12, 4);
  end.directory_offset = little_endian(*tail, at + 16, 4);
  end.directory_end = end.offset;
  if (auto read = read_zip64_end(source, end); !read) return std::unexpected(read.error());
  return end;
}

std::optional<std::vector<ZipMember>> parse_directory(std::span<const std::byte> directory, std::int64_t shift) {
  std::vector<ZipMember> members;
  while (!directory.empty()) {
    if (directory.size() < kCentralBytes || !stands_at(directory, 0, kCentralSignature)) return std::nullopt;
    const std::size_t name_bytes = static_cast<std::size_t>(little_endian(directory, 28, 2));
    const std::size_t extra_bytes = static_cast<std::size_t>(little_endian(directory, 30, 2));
    const std::size_t record_bytes =
        kCentralBytes + name_bytes + extra_bytes + static_cast<std::size_t>(little_endian(directory, 32, 2));
    if (record_bytes > directory.size() || members.size() == limits::kMaxZipMembers) return std::nullopt;
    ZipMember member;
    member.name = text::to_valid_utf8(as_text(directory.subspan(kCentralBytes, name_bytes)));
    member.method = static_cast<int>(little_endian(directory, 10, 2));
    member.encrypted = (little_endian(directory, 8, 2) & kEncrypted) != 0;
    member.crc32 = static_cast<std::uint32_t>(little_endian(directory, 16, 4));
    member.compressed_bytes = little_endian(directory, 20, 4);
    member.size_bytes = little_endian(directory, 24, 4);
    member.header_offset = little_endian(directory, 42, 4);
    const std::array numbers = {&member.size_bytes, &member.compressed_bytes, &member.header_offset};
    if (!apply_zip64(directory.subspan(kCentralBytes + name_bytes, extra_bytes), numbers)) return std::nullopt;
    member.header_offset += static_cast<std::uint64_t>(shift);  // modulo 2^64; a wrong one is found when it is used
    members.push_back(std::move(member));
    directory = directory.subspan(record_bytes);
  }
  return members;
}

}  // namespace weighbridge::container::zip
