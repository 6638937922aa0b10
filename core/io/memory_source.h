// Bytes in memory as a ByteSource.
#ifndef WEIGHBRIDGE_IO_MEMORY_SOURCE_H_
#define WEIGHBRIDGE_IO_MEMORY_SOURCE_H_

#include <utility>
#include <vector>

#include "weighbridge/byte_source.h"

namespace weighbridge::io {

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {}
  [[nodiscard]] std::uint64_t size_bytes() const override { return bytes_.size(); }
  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override;

 private:
  std::vector<std::byte> bytes_;
};

}  // namespace weighbridge::io

#endif  // WEIGHBRIDGE_IO_MEMORY_SOURCE_H_
