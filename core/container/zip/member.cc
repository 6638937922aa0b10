#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "container/byte_reading.h"
#include "container/zip/records.h"
#include "container/zip/stretch_checksum.h"
#include "container/zip/zip.h"
#include "io/inflate.h"
#include "io/memory_source.h"
#include "io/sub_source.h"
#include "weighbridge/limits.h"

namespace weighbridge::container {
namespace {

constexpr std::size_t kInputBytes = 256 * 1024;
constexpr std::uint64_t kMaxDeflateRatio = 1032;  // zlib's "Maximum Compression Factor": 1032:1

Error broken(const ZipMember& member, const char* how) {
  return {ErrorCode::malformed, "the archive's member " + member.name + " " + how};
}

// Inflates [offset, offset + member.compressed_bytes) into exactly member.size_bytes bytes, at most kMaxInflatedBytes.
Result<std::vector<std::byte>> inflate_member(ByteSource& source, const ZipMember& member, std::uint64_t offset) {
  using Status = io::Inflater::Status;
  std::vector<std::byte> out(static_cast<std::size_t>(member.size_bytes));
  io::Inflater inflater(io::Wrapping::raw, out);  // zip has its own header and checksum
  std::uint64_t left = member.compressed_bytes;
  Status status = Status::more;
  while (status == Status::more) {
    auto input = read_available(source, offset, static_cast<std::size_t>(std::min<std::uint64_t>(kInputBytes, left)));
    if (!input) return std::unexpected(input.error());
    if (input->empty()) return std::unexpected(broken(member, "is cut off"));
    offset += input->size();
    left -= input->size();
    status = inflater.feed(*input);
  }
  if (status == Status::full) return std::unexpected(broken(member, "is longer than it says"));
  if (status != Status::end) return std::unexpected(broken(member, "can't be decompressed"));
  if (inflater.written() != member.size_bytes) return std::unexpected(broken(member, "is shorter than it says"));
  return out;
}

Result<MemberBytes> open_deflated(ByteSource& source, const ZipMember& member, std::uint64_t offset) {
  if (member.size_bytes > limits::kMaxInflatedBytes) {
    return fail(ErrorCode::limit, "the archive's member " + member.name + " is compressed and larger than " +
                                      text::size_for_people(limits::kMaxInflatedBytes) +
                                      ", too large to be unpacked here; stored members are read at any size");
  }
  // What can't be true is not allocated.
  const std::uint64_t size = source.size_bytes();
  const std::uint64_t there = offset < size ? std::min(member.compressed_bytes, size - offset) : 0;
  if (member.size_bytes / kMaxDeflateRatio > there + 1)
    return std::unexpected(broken(member, "is cut off or claims an impossible size"));
  auto bytes = inflate_member(source, member, offset);
  if (!bytes) return std::unexpected(bytes.error());
  const std::uint32_t crc32 = crc32_of(*bytes);
  return MemberBytes{std::make_unique<io::MemorySource>(std::move(*bytes)), offset, false, crc32};
}

}  // namespace

Result<MemberBytes> open_member(ByteSource& source, const ZipMember& member) {
  if (member.encrypted) return fail(ErrorCode::unsupported, "the archive's member " + member.name + " is encrypted");
  const auto header = zip::read_local_header(source, member.header_offset);
  if (!header) return std::unexpected(header.error());
  if (!*header) return std::unexpected(broken(member, "is not where the list of contents says"));
  const std::uint64_t offset = (*header)->data_offset;
  if (member.method == 8) return open_deflated(source, member, offset);
  if (member.method != 0)
    return fail(ErrorCode::unsupported,
                "the archive's member " + member.name + " is packed in a way that only newer tools can read");
  if (member.compressed_bytes != member.size_bytes) return std::unexpected(broken(member, "has two sizes"));
  return MemberBytes{std::make_unique<io::SubSource>(source, offset, member.size_bytes), offset, true, std::nullopt};
}

}  // namespace weighbridge::container
