// The CRC-32 of a stretch of a file, taken along while its bytes come by for other reasons.
#ifndef WEIGHBRIDGE_CONTAINER_ZIP_STRETCH_CHECKSUM_H_
#define WEIGHBRIDGE_CONTAINER_ZIP_STRETCH_CHECKSUM_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace weighbridge::container {

[[nodiscard]] std::uint32_t crc32_of(std::span<const std::byte> bytes);

class StretchChecksum {
 public:
  StretchChecksum(std::uint64_t begin, std::uint64_t end) : at_(begin), end_(end) {}
  // Bytes that begin at `offset`; those outside the stretch are passed over. Must come in file order, without gaps
  // inside the stretch.
  void feed(std::uint64_t offset, std::span<const std::byte> bytes);
  // None until all of it came by.
  [[nodiscard]] std::optional<std::uint32_t> crc32() const;

 private:
  std::uint64_t at_;
  std::uint64_t end_;
  std::uint32_t crc32_ = 0;
};

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_ZIP_STRETCH_CHECKSUM_H_
