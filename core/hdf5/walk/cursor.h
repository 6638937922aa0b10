// Reads the fields of one structure front to back and never past its end.
#ifndef WEIGHBRIDGE_HDF5_WALK_CURSOR_H_
#define WEIGHBRIDGE_HDF5_WALK_CURSOR_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "base/little_endian.h"
#include "weighbridge/result.h"

namespace weighbridge::hdf5::walk {

// What is asked for behind the end reads as zeros and turns ok() false, for good: one question at the end answers for
// all fields.
class Cursor {
 public:
  explicit Cursor(std::span<const std::byte> bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint64_t number(std::size_t size) {
    if (!reserve(size)) return 0;
    at_ += size;
    return little_endian(bytes_, at_ - size, size);
  }
  [[nodiscard]] std::uint8_t byte() { return static_cast<std::uint8_t>(number(1)); }
  [[nodiscard]] std::uint16_t number16() { return static_cast<std::uint16_t>(number(2)); }
  [[nodiscard]] std::uint32_t number32() { return static_cast<std::uint32_t>(number(4)); }
  // Empty where so many are not left.
  [[nodiscard]] std::span<const std::byte> take(std::uint64_t size) {
    if (!reserve(size)) return {};
    at_ += static_cast<std::size_t>(size);
    return bytes_.subspan(at_ - static_cast<std::size_t>(size), static_cast<std::size_t>(size));
  }
  void skip(std::uint64_t size) { (void)take(size); }
  // Text up to a NUL, which is taken too. Not ok where there is none.
  [[nodiscard]] std::string_view text() {
    const char* begin = reinterpret_cast<const char*>(bytes_.data()) + at_;
    const void* end = ok_ && left() > 0 ? std::memchr(begin, 0, left()) : nullptr;
    if (end == nullptr) {
      ok_ = false;
      return {};
    }
    const std::string_view found(begin, static_cast<std::size_t>(static_cast<const char*>(end) - begin));
    at_ += found.size() + 1;
    return found;
  }
  [[nodiscard]] bool begins(std::string_view signature) {
    const auto found = take(signature.size());
    return found.size() == signature.size() && std::memcmp(found.data(), signature.data(), signature.size()) == 0;
  }
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::span<const std::byte> rest() const { return bytes_.subspan(at_); }
  // HDF5's own words.
  [[nodiscard]] Result<void> check() const {
    if (!ok_) return fail(ErrorCode::malformed, "ran off end of input buffer while decoding");
    return {};
  }

 private:
  bool reserve(std::uint64_t size) {
    ok_ = ok_ && size <= left();
    return ok_;
  }

  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_CURSOR_H_
