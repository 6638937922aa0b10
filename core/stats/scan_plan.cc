#include "stats/scan_plan.h"

#include <algorithm>
#include <utility>

namespace weighbridge::stats {

bool is_contiguous(const Tensor& tensor) {
  return tensor.storage.kind == StorageKind::contiguous && tensor.storage.offset.has_value();
}

ScanPlan::ScanPlan(const std::vector<Tensor*>& tensors) {
  for (Tensor* tensor : tensors) {
    const bool readable = tensor->state == TensorState::intact && is_contiguous(*tensor) && tensor->bytes > 0;
    if (!readable || !element_type(tensor->dtype, tensor->big_endian)) continue;
    const std::uint64_t begin = *tensor->storage.offset;
    extents_.push_back({tensor, tensor->storage.file, begin, begin + tensor->bytes});
  }
  plan_pieces();
  leave_out_shared();
}

void ScanPlan::leave_out_shared() {
  std::uint64_t left = kMostTimesRead * total_bytes();
  const auto removed = std::ranges::stable_partition(extents_, [&left](const Extent& extent) {
    const std::uint64_t bytes = extent.end - extent.begin;
    if (bytes > left) return false;
    left -= bytes;
    return true;
  });
  if (removed.empty()) return;
  for (const Extent& extent : removed) extent.tensor->stats_problem = "it shares its bytes with too many others";
  extents_.erase(removed.begin(), removed.end());
  plan_pieces();
}

bool ScanPlan::cover(std::uint64_t begin, std::uint64_t end, std::uint64_t most_extra_bytes) {
  std::uint64_t planned = 0;
  for (const Piece& piece : pieces_) {
    const std::uint64_t from = std::max(begin, piece.offset);
    const std::uint64_t to = std::min(end, piece.offset + piece.size_bytes);
    if (piece.file == 0 && from < to) planned += to - from;
  }
  if (end <= begin || end - begin - planned > most_extra_bytes) return false;
  covered_ = {begin, end - begin, 0};
  plan_pieces();
  return true;
}

void ScanPlan::plan_pieces() {
  const auto place = [](const Extent& extent) { return std::pair(extent.file, extent.begin); };
  std::ranges::stable_sort(extents_, {}, place);
  std::vector<Piece> wanted;
  for (const Extent& extent : extents_) wanted.push_back({extent.begin, extent.end - extent.begin, extent.file});
  if (covered_.size_bytes > 0) wanted.push_back(covered_);
  std::ranges::stable_sort(wanted, {}, [](const Piece& piece) { return std::pair(piece.file, piece.offset); });

  pieces_.clear();
  for (std::size_t i = 0; i < wanted.size();) {
    Piece joined = wanted[i];
    for (++i; i < wanted.size() && wanted[i].file == joined.file; ++i) {
      const std::uint64_t end = joined.offset + joined.size_bytes;
      if (wanted[i].offset > end && wanted[i].offset - end > kGapBytes) break;
      joined.size_bytes = std::max(end, wanted[i].offset + wanted[i].size_bytes) - joined.offset;
    }
    for (std::uint64_t done = 0; done < joined.size_bytes; done += kPieceBytes) {
      pieces_.push_back({joined.offset + done, std::min(kPieceBytes, joined.size_bytes - done), joined.file});
    }
  }
}

std::uint64_t ScanPlan::total_bytes() const {
  std::uint64_t total = 0;
  for (const Piece& piece : pieces_) total += piece.size_bytes;
  return total;
}

void ScanPlan::feed(std::size_t index, std::span<const std::byte> bytes) {
  if (index != next_piece_ || index >= pieces_.size() || bytes.size() != pieces_[index].size_bytes) return;
  ++next_piece_;
  fed_bytes_ += bytes.size();
  const Piece& piece = pieces_[index];
  const auto is_behind = [&piece](const Extent& extent) {
    return extent.file < piece.file || (extent.file == piece.file && extent.end <= piece.offset);
  };
  const auto is_before_end = [&piece](const Extent& extent) {
    return extent.file == piece.file && extent.begin < piece.offset + piece.size_bytes;
  };
  while (first_open_ < extents_.size() && is_behind(extents_[first_open_])) ++first_open_;
  for (std::size_t i = first_open_; i < extents_.size() && is_before_end(extents_[i]); ++i) {
    feed_extent(extents_[i], piece, bytes);
  }
}

void ScanPlan::feed_extent(Extent& extent, const Piece& piece, std::span<const std::byte> bytes) {
  const std::uint64_t from = std::max(extent.begin, piece.offset);
  const std::uint64_t to = std::min(extent.end, piece.offset + piece.size_bytes);
  if (from >= to) return;
  Tensor& tensor = *extent.tensor;
  if (!extent.reading) {
    const ElementType type = *element_type(tensor.dtype, tensor.big_endian);
    extent.reading =
        std::make_unique<Reading>(TensorAccumulator(type), ZeroedBlocks(tensor, type.size_bytes(), extent.begin));
  }
  const auto values = bytes.subspan(static_cast<std::size_t>(from - piece.offset), static_cast<std::size_t>(to - from));
  extent.reading->accumulator.feed(values);
  extent.reading->zeroed.feed(values);
  extent.fed += to - from;
  if (extent.fed < extent.end - extent.begin) return;
  tensor.stats = extent.reading->accumulator.finish();
  const auto lost = extent.reading->zeroed.likely_lost();
  zeroed_.insert(zeroed_.end(), lost.begin(), lost.end());
  extent.reading.reset();
  ++done_tensors_;
}

Scan ScanPlan::finish() const {
  return {.state = is_complete() ? ScanState::done : ScanState::cancelled,
          .bytes = fed_bytes_,
          .tensors = done_tensors_,
          .reason = {}};
}

}  // namespace weighbridge::stats
