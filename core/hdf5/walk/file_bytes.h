// The bytes of an HDF5 file by its own addresses, every request compared with the file and with the budget first.
#ifndef WEIGHBRIDGE_HDF5_WALK_FILE_BYTES_H_
#define WEIGHBRIDGE_HDF5_WALK_FILE_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory_resource>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/address_hash.h"
#include "hdf5/walk/budget.h"
#include "weighbridge/byte_source.h"

namespace weighbridge::hdf5::walk {

using Bytes = std::vector<std::byte>;

// No address: all bits set, as many as an address has (format specification 3.0, I "Introduction").
inline constexpr std::uint64_t kNoAddress = UINT64_MAX;

class FileBytes {
 public:
  // `end`: where the file says that it ends, absolute in the source. What a cut took away, between the source's end and
  // this one, reads as zeros: that is how HDF5 shows it to today's programs, and no structure begins with zeros.
  FileBytes(ByteSource& source, Budget& budget, std::uint64_t end);

  void set_base(std::uint64_t base_address, std::size_t address_bytes, std::size_t length_bytes);

  // The `size` bytes at `address`. Fails, in HDF5's words, where they are not in the file.
  [[nodiscard]] Result<Bytes> read(std::uint64_t address, std::uint64_t size);
  [[nodiscard]] Result<void> read_into(std::uint64_t address, std::span<std::byte> out);
  // As many of `most` bytes as there are before the file's end.
  [[nodiscard]] Result<Bytes> read_up_to(std::uint64_t address, std::uint64_t most);
  // The same at the beginning of `out`, whose memory is used again and only grows.
  [[nodiscard]] Result<std::span<std::byte>> read(std::uint64_t address, std::uint64_t size, Bytes& out);
  [[nodiscard]] Result<std::span<std::byte>> read_up_to(std::uint64_t address, std::uint64_t most, Bytes& out);
  // Memory for such a read; who is done with it gives it back (LentBytes).
  [[nodiscard]] Bytes lend();
  void take_back(Bytes bytes);
  // So many bytes at each of these places are going to be asked for, in any order.
  struct Expected {
    std::span<const std::uint64_t> addresses;
    std::uint64_t size = 0;
  };
  void expect(std::initializer_list<Expected> places);

  // Is [address, address + size) in the bytes that are really there?
  [[nodiscard]] bool is_there(std::uint64_t address, std::uint64_t size) const;
  // Is it before the end that the file claims, at least?
  [[nodiscard]] bool is_claimed(std::uint64_t address, std::uint64_t size) const {
    return address <= room() && size <= room() - address;
  }
  // How many of `size` bytes at `address` are.
  [[nodiscard]] std::uint64_t bytes_there(std::uint64_t address, std::uint64_t size) const;

  // A block belongs to the one structure that names it first. False: to another one than `owner`.
  [[nodiscard]] bool claim(std::uint64_t block, std::uint64_t owner) {
    return owners_.try_emplace(block, owner).first->second == owner;
  }

  // Of a damaged file: where a checksum shows that one bit is wrong, the bit is put right before the structure is read.
  void set_mends_bits(bool mends) { mends_bits_ = mends; }
  [[nodiscard]] bool mends_bits() const { return mends_bits_; }

  [[nodiscard]] Budget& budget() const { return budget_; }
  [[nodiscard]] std::uint64_t base_address() const { return base_address_; }
  [[nodiscard]] std::size_t address_bytes() const { return address_bytes_; }
  [[nodiscard]] std::size_t length_bytes() const { return length_bytes_; }
  // An address as it stands in a structure; kNoAddress for one that is undefined.
  [[nodiscard]] std::uint64_t defined(std::uint64_t stored) const;
  // The first failure of the source itself: then nothing that was read can be trusted.
  [[nodiscard]] const std::optional<Error>& source_failure() const { return failure_; }

 private:
  [[nodiscard]] std::uint64_t room() const { return end_ > base_address_ ? end_ - base_address_ : 0; }

  ByteSource& source_;
  Budget& budget_;
  std::uint64_t size_;  // of the source
  std::uint64_t end_;
  std::uint64_t base_address_ = 0;
  std::size_t address_bytes_ = 8;
  std::size_t length_bytes_ = 8;
  bool mends_bits_ = false;
  std::optional<Error> failure_;
  std::vector<Bytes> spare_;
  std::pmr::monotonic_buffer_resource owners_memory_;
  std::pmr::unordered_map<std::uint64_t, std::uint64_t, AddressHash> owners_{
      &owners_memory_};  // of blocks that were claimed, by address
};

// Bytes of the file for as long as they are looked at.
class LentBytes {
 public:
  explicit LentBytes(FileBytes& file) : file_(&file), bytes_(file.lend()) {}
  ~LentBytes() {
    if (file_ != nullptr) file_->take_back(std::move(bytes_));
  }
  LentBytes(LentBytes&& other) noexcept
      : file_(std::exchange(other.file_, nullptr)), bytes_(std::move(other.bytes_)), read_(other.read_) {}
  LentBytes(const LentBytes&) = delete;
  LentBytes& operator=(const LentBytes&) = delete;
  LentBytes& operator=(LentBytes&&) = delete;

  [[nodiscard]] Result<void> read(std::uint64_t address, std::uint64_t size) {
    auto read = file_->read(address, size, bytes_);
    if (!read) return std::unexpected(read.error());
    read_ = *read;
    return {};
  }
  [[nodiscard]] std::span<const std::byte> bytes() const { return read_; }

 private:
  FileBytes* file_;
  Bytes bytes_;
  std::span<const std::byte> read_;  // of bytes_
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_FILE_BYTES_H_
