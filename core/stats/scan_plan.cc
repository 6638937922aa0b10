#include "stats/scan_plan.h"

#include <algorithm>

namespace weighbridge::stats {

ScanPlan::ScanPlan(std::vector<Tensor*> tensors) {
  for (Tensor* tensor : tensors) {
    const bool readable = tensor->state == TensorState::intact && tensor->storage.kind == StorageKind::contiguous &&
                          tensor->storage.offset.has_value() && tensor->bytes > 0;
    if (!readable || !element_type(tensor->dtype, tensor->big_endian)) continue;
    const std::uint64_t begin = *tensor->storage.offset;
    extents_.push_back({tensor, tensor->storage.file, begin, begin + tensor->bytes, 0, nullptr});
  }
  std::ranges::stable_sort(extents_, [](const Extent& a, const Extent& b) { return a.file != b.file ? a.file < b.file : a.begin < b.begin; });
  plan_pieces();
}

void ScanPlan::plan_pieces() {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint32_t file = 0;
  const auto cut_into_pieces = [&] {
    for (; begin < end; begin += std::min(kPieceBytes, end - begin)) {
      pieces_.push_back({begin, std::min(kPieceBytes, end - begin), file});
    }
  };
  for (const Extent& extent : extents_) {
    if (extent.file != file || (extent.begin > end && extent.begin - end > kGapBytes)) {
      cut_into_pieces();
      begin = extent.begin;
      end = extent.file == file ? end : 0;
      file = extent.file;
    } else if (end == 0) {
      begin = extent.begin;
    }
    end = std::max(end, extent.end);
  }
  cut_into_pieces();
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
  const auto is_behind = [&piece](const Extent& extent) { return extent.file < piece.file || (extent.file == piece.file && extent.end <= piece.offset); };
  const auto is_before_end = [&piece](const Extent& extent) { return extent.file == piece.file && extent.begin < piece.offset + piece.size_bytes; };
  while (first_open_ < extents_.size() && is_behind(extents_[first_open_])) ++first_open_;
  for (std::size_t i = first_open_; i < extents_.size() && is_before_end(extents_[i]); ++i) {
    feed_extent(extents_[i], piece, bytes);
  }
}

void ScanPlan::feed_extent(Extent& extent, const Piece& piece, std::span<const std::byte> bytes) {
  const std::uint64_t from = std::max(extent.begin, piece.offset);
  const std::uint64_t to = std::min(extent.end, piece.offset + piece.size_bytes);
  if (from >= to) return;
  if (!extent.accumulator) {
    extent.accumulator = std::make_unique<TensorAccumulator>(*element_type(extent.tensor->dtype, extent.tensor->big_endian));
  }
  extent.accumulator->feed(bytes.subspan(static_cast<std::size_t>(from - piece.offset), static_cast<std::size_t>(to - from)));
  extent.fed += to - from;
  if (extent.fed < extent.end - extent.begin) return;
  extent.tensor->stats = extent.accumulator->finish();
  extent.accumulator.reset();
  ++done_tensors_;
}

Scan ScanPlan::finish() {
  const ScanState state = next_piece_ == pieces_.size() ? ScanState::done : ScanState::cancelled;
  return {state, fed_bytes_, done_tensors_};
}

}  // namespace weighbridge::stats
