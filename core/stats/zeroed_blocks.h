// Blocks of a file that were lost and read as zeros, seen in the values of a tensor.
//
// Disks, network drives and downloaders lose data in blocks: runs of zeros that begin and end at a multiple of 4096
// bytes of the file. The zeros of a model know nothing of the file's blocks.
#ifndef WEIGHBRIDGE_STATS_ZEROED_BLOCKS_H_
#define WEIGHBRIDGE_STATS_ZEROED_BLOCKS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/zeroed_stretch.h"
#include "weighbridge/report.h"

namespace weighbridge::stats {

// Looks through the bytes of one contiguous tensor, which come in file order.
class ZeroedBlocks {
 public:
  static constexpr std::uint64_t kBlockBytes = 4096;

  // `begin`: where the tensor begins in the file.
  ZeroedBlocks(const Tensor& tensor, std::size_t element_bytes, std::uint64_t begin);
  void feed(std::span<const std::byte> bytes);
  // What is likely to be lost, once the tensor was fed to its end and has its statistics: nothing where zeros are the
  // model's own, as among other zeros. Rows that are zero as a whole are listed: one stretch of them proves nothing,
  // several may (rules/damaged/zeroed-blocks.cc).
  [[nodiscard]] std::vector<ZeroedStretch> likely_lost();

 private:
  struct Block {
    std::uint64_t begin = 0;
    bool is_zero = true;
    bool follows_value = false;        // the value right before it is not zero
    std::size_t size = 0;              // so far
    std::array<std::byte, 8> first{};  // as many of its first bytes
  };
  void begin_block();
  void end_block();

  const Tensor* tensor_;
  std::size_t element_bytes_;
  std::uint64_t begin_;
  std::uint64_t at_;  // where the next byte stands
  Block block_;
  std::array<std::byte, 8> last_{};  // the last bytes before at_
  bool in_run_ = false;              // the blocks before this one are zeros
  std::uint64_t run_begin_ = 0;
  std::vector<ZeroedStretch> stretches_;
};

}  // namespace weighbridge::stats

#endif  // WEIGHBRIDGE_STATS_ZEROED_BLOCKS_H_
