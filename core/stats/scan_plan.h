// Which bytes of the file hold tensor values, in the order in which the host should read them, and where the values go.
//
// Tensors that lie contiguously are not read through HDF5: the host reads large pieces ahead, in file order, and feeds
// them.
#ifndef WEIGHBRIDGE_STATS_SCAN_PLAN_H_
#define WEIGHBRIDGE_STATS_SCAN_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "stats/tensor_accumulator.h"
#include "stats/zeroed_blocks.h"
#include "weighbridge/report.h"

namespace weighbridge::stats {

// Does the host's reading reach its values? Otherwise nothing does, or they are packed.
[[nodiscard]] bool is_contiguous(const Tensor& tensor);

class ScanPlan {
 public:
  struct Piece {
    std::uint64_t offset = 0;  // absolute in the user's file
    std::uint64_t size_bytes = 0;
    std::uint32_t file = 0;  // which of the user's files, where there are several
  };

  static constexpr std::uint64_t kPieceBytes = 8u << 20;
  // Between two tensors no more than this is read and thrown away: a read costs more than copying this much.
  static constexpr std::uint64_t kGapBytes = 64u << 10;

  // A sound file has a byte for one tensor, or for the few names of one that is linked to. More often none is read.
  static constexpr std::uint64_t kMostTimesRead = 16;

  // Plans for every contiguous, intact tensor among `tensors` whose type has values. What shares its bytes with too
  // many others is left out and has its stats_problem. The pointers must stay valid until finish().
  explicit ScanPlan(const std::vector<Tensor*>& tensors);

  // Reads [begin, end) of the first file as a whole, if that takes no more than `most_extra_bytes` beyond what is read
  // anyhow. Before the first piece is fed.
  [[nodiscard]] bool cover(std::uint64_t begin, std::uint64_t end, std::uint64_t most_extra_bytes);

  [[nodiscard]] std::span<const Piece> pieces() const { return pieces_; }
  [[nodiscard]] std::uint64_t total_bytes() const;  // of all pieces
  // Takes pieces()[index]; pieces must come in order, each once.
  void feed(std::size_t index, std::span<const std::byte> bytes);
  [[nodiscard]] bool is_complete() const { return next_piece_ == pieces_.size(); }
  // What was done; every tensor whose bytes were all fed has its statistics by now.
  [[nodiscard]] Scan finish() const;
  [[nodiscard]] std::span<const ZeroedStretch> zeroed() const { return zeroed_; }

 private:
  // Lives only while the tensor's bytes come in.
  struct Reading {
    TensorAccumulator accumulator;
    ZeroedBlocks zeroed;
  };
  struct Extent {
    Tensor* tensor;
    std::uint32_t file;
    std::uint64_t begin;
    std::uint64_t end;
    std::uint64_t fed = 0;
    std::unique_ptr<Reading> reading = nullptr;
  };
  void plan_pieces();
  void leave_out_shared();
  void feed_extent(Extent& extent, const Piece& piece, std::span<const std::byte> bytes);

  std::vector<Extent> extents_;  // by file and begin
  Piece covered_;
  std::vector<Piece> pieces_;
  std::size_t first_open_ = 0;  // extents before this one are complete
  std::size_t next_piece_ = 0;
  std::uint64_t fed_bytes_ = 0;
  std::uint64_t done_tensors_ = 0;
  std::vector<ZeroedStretch> zeroed_;
};

}  // namespace weighbridge::stats

#endif  // WEIGHBRIDGE_STATS_SCAN_PLAN_H_
