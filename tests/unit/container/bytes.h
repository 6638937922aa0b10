// Bytes for the container tests: written out, from hexadecimal, or an archive put together by hand.
#ifndef WEIGHBRIDGE_TESTS_CONTAINER_BYTES_H_
#define WEIGHBRIDGE_TESTS_CONTAINER_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/memory_source.h"
#include "weighbridge/byte_source.h"

namespace test {

[[nodiscard]] std::vector<std::byte> bytes_of(std::string_view text);
[[nodiscard]] std::string from_hex(std::string_view hex);
[[nodiscard]] std::string little(std::uint64_t number, int width);
[[nodiscard]] std::string text_of(weighbridge::ByteSource& source);
[[nodiscard]] weighbridge::io::MemorySource source_of(std::string_view text);

// One member of an archive; what is written can differ from what is true.
struct Member {
  std::string name;
  std::string content;  // as stored, that is, already deflated if method is 8
  int method = 0;
  int flags = 0;
  std::uint32_t crc32 = 0;     // 0: of the content
  std::uint64_t size = ~0ull;  // default: the content's
  std::uint64_t compressed = ~0ull;
  bool zeros_in_local_header = false;  // as a writer that died before it went back
};
[[nodiscard]] std::string local_part(const Member& member);
[[nodiscard]] std::string central_part(const Member& member, std::uint64_t header_offset);
[[nodiscard]] std::string end_part(std::uint64_t entries, std::uint64_t directory_bytes,
                                   std::uint64_t directory_offset);
[[nodiscard]] std::string make_zip(const std::vector<Member>& members);

// A version 0 superblock of 96 bytes with 8-byte addresses; the root object header is noted at 96.
[[nodiscard]] std::string superblock_v0(std::uint64_t end_of_file, int flags = 0, std::uint64_t base = 0);

// A source that is too large for memory: zeros but for a few pieces. Can fail, and counts what is asked of it.
class SparseSource final : public weighbridge::ByteSource {
 public:
  SparseSource(std::uint64_t size, std::map<std::uint64_t, std::string> pieces)
      : size_(size), pieces_(std::move(pieces)) {}
  [[nodiscard]] std::uint64_t size_bytes() const override { return size_; }
  [[nodiscard]] weighbridge::Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override;
  std::uint64_t reads = 0;
  std::uint64_t read_bytes = 0;
  std::uint64_t fail_at_read = ~0ull;  // the number of the read that fails

 private:
  std::uint64_t size_;
  std::map<std::uint64_t, std::string> pieces_;
};

}  // namespace test

#endif  // WEIGHBRIDGE_TESTS_CONTAINER_BYTES_H_
