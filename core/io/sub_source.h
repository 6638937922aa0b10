// A window into another source: a stored member of a zip, or a file behind leading junk.
#ifndef WEIGHBRIDGE_IO_SUB_SOURCE_H_
#define WEIGHBRIDGE_IO_SUB_SOURCE_H_

#include "weighbridge/byte_source.h"

namespace weighbridge::io {

class SubSource final : public ByteSource {
 public:
  // The bytes [offset, offset + size_bytes) of `parent`, cut at its end. `parent` must outlive this.
  SubSource(ByteSource& parent, std::uint64_t offset, std::uint64_t size_bytes);
  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }
  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override;
  void expect(std::vector<Piece> pieces) override;

 private:
  ByteSource& parent_;
  std::uint64_t offset_;
  std::uint64_t size_bytes_;
};

}  // namespace weighbridge::io

#endif  // WEIGHBRIDGE_IO_SUB_SOURCE_H_
