// What one file may cost: a file of a few kilobytes can name the same structure a million times.
#ifndef WEIGHBRIDGE_HDF5_WALK_BUDGET_H_
#define WEIGHBRIDGE_HDF5_WALK_BUDGET_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "weighbridge/result.h"

namespace weighbridge::hdf5::walk {

// What is kept of each, the same in every build: a file is listed as far in a browser as by the command.
inline constexpr std::uint64_t kNodeCost = 544, kAttributeCost = 224, kLinkCost = 160, kTextCost = 32;
inline constexpr const char* kBeyondBudget = "more structure than its bytes can hold";

// Spent by everything that reads or keeps something, and never given back. Once it has run out nothing more is read;
// what was read stays.
class Budget {
 public:
  // Little enough for a browser's tab, and more with each byte of the file: the smallest dataset takes some 150 bytes
  // with its link, is read as 512 and kept as 750, so that the densest file may have 900,000 of them. A unit of work is
  // a byte of structure that is read, or what takes as long.
  static constexpr std::uint64_t kWork = std::uint64_t{512} << 20;
  static constexpr std::uint64_t kMemoryBytes = std::uint64_t{128} << 20;
  static constexpr std::uint64_t kWorkOfFileByte = 16, kMemoryBytesOfFileByte = 4;
  // A variable-length string is 16 bytes in the file, and all may refer to the same text.
  static constexpr std::uint64_t kValueBytes = std::uint64_t{128} << 20;
  static constexpr std::uint64_t kMostCountedBytes = std::uint64_t{1} << 30;  // of them nearly all are values
  static constexpr std::uint64_t kWorkOfReading = 64;  // one call to the source, apart from its bytes

  explicit Budget(std::uint64_t work = kWork, std::uint64_t memory_bytes = kMemoryBytes)
      : work_(work), memory_bytes_(memory_bytes) {}

  // What no file of so many bytes, and so many objects, runs out of unless its structures share what can't be shared.
  [[nodiscard]] static Budget of_file(std::uint64_t size_bytes) {
    const std::uint64_t counted = std::min(size_bytes, kMostCountedBytes);
    return Budget(kWork + kWorkOfFileByte * counted, kMemoryBytes + kMemoryBytesOfFileByte * counted);
  }

  [[nodiscard]] Result<void> spend_work(std::uint64_t work) { return spend(work_, work); }
  // Memory that the tree will take, and the work of filling it.
  [[nodiscard]] Result<void> spend_memory(std::uint64_t bytes) { return spend(memory_bytes_, bytes); }
  // Memory of attributes' values. Once too little is left for one it is left out, and what comes after it may fit.
  [[nodiscard]] Result<void> spend_value_bytes(std::uint64_t bytes) {
    if (exhausted_ || bytes > value_bytes_)
      return fail(ErrorCode::limit, "the attributes of this file are too large together");
    value_bytes_ -= bytes;
    return {};
  }
  [[nodiscard]] bool exhausted() const { return exhausted_; }
  [[nodiscard]] std::uint64_t work_left() const { return work_; }
  [[nodiscard]] std::uint64_t memory_bytes_left() const { return memory_bytes_; }

 private:
  Result<void> spend(std::uint64_t& left, std::uint64_t amount) {
    if (exhausted_ || amount > left) {
      exhausted_ = true;
      return fail(ErrorCode::limit, "the structure of this file is too much to read");
    }
    left -= amount;
    return {};
  }

  std::uint64_t work_;
  std::uint64_t memory_bytes_;
  std::uint64_t value_bytes_ = kValueBytes;
  bool exhausted_ = false;
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_BUDGET_H_
