#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "container/byte_reading.h"
#include "container/zip/records.h"
#include "weighbridge/limits.h"

namespace weighbridge::container::zip {
namespace {

constexpr std::uint64_t kResyncBytes = 1u << 20;  // how far around the expected place a lost header is looked for
constexpr std::uint64_t kDescriptorSearchBytes = 16u << 20;

bool is_any_signature(std::span<const std::byte> bytes) {
  constexpr std::array kSignatures = {kLocalSignature,
                                      kCentralSignature,
                                      kEndSignature,
                                      kZip64EndSignature,
                                      kZip64LocatorSignature,
                                      kDescriptorSignature,
                                      std::string_view("PK\x06\x08"),
                                      std::string_view("PK\x05\x05")};
  return std::ranges::any_of(kSignatures, [&](std::string_view signature) { return stands_at(bytes, 0, signature); });
}

bool is_all_zero(std::span<const std::byte> bytes) {
  return std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; });
}

// The first place in [from, to) where one of `signatures` stands.
Result<std::optional<std::uint64_t>> find_signature(ByteSource& source, std::uint64_t from, std::uint64_t to,
                                                    std::span<const std::string_view> signatures) {
  constexpr std::size_t kOverlap = 3;  // a signature may lie across two pieces
  for (std::uint64_t at = from; at < to; at += kPieceBytes) {
    const auto piece =
        read_available(source, at, static_cast<std::size_t>(std::min<std::uint64_t>(kPieceBytes, to - at)) + kOverlap);
    if (!piece) return std::unexpected(piece.error());
    std::size_t first = std::string_view::npos;
    for (const std::string_view signature : signatures) first = std::min(first, as_text(*piece).find(signature));
    if (first != std::string_view::npos) return at + first;
    if (piece->size() < kPieceBytes) break;
  }
  return std::nullopt;
}

// Bytes were lost or added in the member before: its successor stands near the expected place, if anywhere.
Result<std::optional<std::uint64_t>> find_lost_header(ByteSource& source, std::uint64_t expected,
                                                      std::uint64_t not_before) {
  constexpr std::array kWanted = {kLocalSignature};
  std::uint64_t from = std::max(not_before, expected > kResyncBytes ? expected - kResyncBytes : 0);
  while (true) {
    const auto found = find_signature(source, from, expected + kResyncBytes, kWanted);
    if (!found || !*found) return found;
    const auto header = read_local_header(source, **found);
    if (!header) return std::unexpected(header.error());
    if (*header && is_plausible(**header)) return found;
    from = **found + 1;
  }
}

// Bit 3: the writer could not seek, sizes stand in a descriptor behind the data. Looks for that, or for the next
// header.
Result<bool> find_sizes(ByteSource& source, LocalHeader& header) {
  constexpr std::array kWanted = {kDescriptorSignature, kLocalSignature, kCentralSignature};
  const auto found = find_signature(source, header.data_offset, header.data_offset + kDescriptorSearchBytes, kWanted);
  if (!found) return std::unexpected(found.error());
  if (!*found) return false;
  ZipMember& member = header.member;
  const auto descriptor = read_available(source, **found, 24);
  if (!descriptor) return std::unexpected(descriptor.error());
  member.compressed_bytes = **found - header.data_offset;
  if (stands_at(*descriptor, 0, kDescriptorSignature)) {
    member.crc32 = static_cast<std::uint32_t>(little_endian(*descriptor, 4, 4));
    const bool wide = little_endian(*descriptor, 8, 8) == member.compressed_bytes;
    member.size_bytes = wide ? little_endian(*descriptor, 16, 8) : little_endian(*descriptor, 12, 4);
  } else {
    member.size_bytes = member.method == 0 ? member.compressed_bytes : 0;
  }
  return true;
}

// A writer that can seek notes sizes only when the member is finished: zeros in front of data mean that it died in
// between.
Result<bool> was_never_finished(ByteSource& source, const LocalHeader& header) {
  const ZipMember& member = header.member;
  if (header.sizes_follow || member.compressed_bytes != 0 || member.size_bytes != 0 || member.crc32 != 0) return false;
  const auto next = read_available(source, header.data_offset, 4);
  if (!next) return std::unexpected(next.error());
  return !next->empty() && !is_any_signature(*next);
}

// The member reaches to the end of what is there.
void take_the_rest(ByteSource& source, LocalHeader& header) {
  const std::uint64_t size = source.size_bytes();
  header.member.compressed_bytes = size > header.data_offset ? size - header.data_offset : 0;
  header.member.size_bytes = header.member.compressed_bytes;
  header.member.size_known = false;
}

Result<void> settle_sizes(ByteSource& source, LocalHeader& header) {
  const auto unfinished = was_never_finished(source, header);
  if (!unfinished) return std::unexpected(unfinished.error());
  if (*unfinished) {
    take_the_rest(source, header);
  } else if (header.sizes_follow && header.member.compressed_bytes == 0) {
    const auto found = find_sizes(source, header);
    if (!found) return std::unexpected(found.error());
    if (!*found) take_the_rest(source, header);
  }
  return {};
}

}  // namespace

Result<void> walk_local_headers(ByteSource& source, std::uint64_t start, ZipDirectory& directory) {
  const std::uint64_t size = source.size_bytes();
  std::uint64_t at = start;
  std::uint64_t data_before = start;
  while (at < size && directory.members.size() < limits::kMaxZipMembers) {
    auto header = read_local_header(source, at);
    if (!header) return std::unexpected(header.error());
    if (!*header) {
      const auto here = read_available(source, at, kLocalBytes);
      if (!here) return std::unexpected(here.error());
      // The directory begins, a descriptor stands between, or the file was cut inside a header: nothing is wrong so
      // far.
      const bool is_descriptor = stands_at(*here, 0, kDescriptorSignature);
      if (is_all_zero(*here)) {
        directory.problem = "the end of the archive is filled with zero bytes";
        return {};
      }
      if (!is_descriptor && (is_any_signature(*here) || here->size() < kLocalBytes)) return {};
      if (!is_descriptor) directory.inconsistent = true;
      const auto found = find_lost_header(source, at, is_descriptor ? at + 1 : data_before);
      if (!found) return std::unexpected(found.error());
      if (!*found) return {};
      at = **found;
      data_before = at + 1;
      continue;
    }
    if (auto settled = settle_sizes(source, **header); !settled) return settled;
    directory.members.push_back((*header)->member);
    data_before = (*header)->data_offset;
    const std::uint64_t length = (*header)->member.compressed_bytes;
    if (data_before > size || length > size - data_before) return {};  // the last one, cut
    at = data_before + length;
  }
  return {};
}

}  // namespace weighbridge::container::zip
