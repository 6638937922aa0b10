#include <zlib.h>

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
#include "io/memory_source.h"
#include "io/sub_source.h"
#include "weighbridge/limits.h"

namespace weighbridge::container {
namespace {

constexpr std::size_t kInputBytes = 256 * 1024;
constexpr std::uint64_t kMaxDeflateRatio = 1032;  // zlib's "Maximum Compression Factor": 1032:1

// zlib's state, ended on every way out.
class Inflater {
 public:
  Inflater() : ready_(inflateInit2(&stream_, -MAX_WBITS) == Z_OK) {}  // raw deflate: zip has its own header and checksum
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  [[nodiscard]] bool ready() const { return ready_; }
  z_stream& stream() { return stream_; }

 private:
  z_stream stream_{};
  bool ready_;
};

Error broken(const ZipMember& member, const char* how) { return {ErrorCode::malformed, "the archive's member " + member.name + " " + how}; }

// Inflates [offset, offset + member.compressed_bytes) into exactly member.size_bytes bytes.
Result<std::vector<std::byte>> inflate_member(ByteSource& source, const ZipMember& member, std::uint64_t offset) {
  std::vector<std::byte> out(static_cast<std::size_t>(member.size_bytes));
  Inflater inflater;
  if (!inflater.ready()) return fail(ErrorCode::limit, "zlib could not start");
  z_stream& stream = inflater.stream();
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());  // at most kMaxInflatedBytes, below 2^32
  Bytef beyond = 0;                                  // an empty member still needs a place to write nothing to
  if (out.empty()) stream.next_out = &beyond;
  std::uint64_t left = member.compressed_bytes;
  int status = Z_OK;
  while (status == Z_OK) {
    auto input = read_available(source, offset, static_cast<std::size_t>(std::min<std::uint64_t>(kInputBytes, left)));
    if (!input) return std::unexpected(input.error());
    if (input->empty()) return std::unexpected(broken(member, "is cut off"));
    offset += input->size();
    left -= input->size();
    stream.next_in = reinterpret_cast<Bytef*>(input->data());
    stream.avail_in = static_cast<uInt>(input->size());
    status = inflate(&stream, Z_NO_FLUSH);
    // No room left although the stream goes on: it holds more than it says.
    if (status == Z_BUF_ERROR || (status == Z_OK && stream.avail_in > 0)) return std::unexpected(broken(member, "is longer than it says"));
  }
  if (status != Z_STREAM_END) return std::unexpected(broken(member, "can't be decompressed"));
  if (stream.total_out != member.size_bytes) return std::unexpected(broken(member, "is shorter than it says"));
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
  if (member.size_bytes / kMaxDeflateRatio > there + 1) return std::unexpected(broken(member, "is cut off or claims an impossible size"));
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
    return fail(ErrorCode::unsupported, "the archive's member " + member.name + " is packed in a way that only newer tools can read");
  if (member.compressed_bytes != member.size_bytes) return std::unexpected(broken(member, "has two sizes"));
  return MemberBytes{std::make_unique<io::SubSource>(source, offset, member.size_bytes), offset, true, std::nullopt};
}

}  // namespace weighbridge::container
