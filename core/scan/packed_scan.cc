#include "scan/packed_scan.h"

#include <algorithm>
#include <utility>

#include "stats/element_type.h"
#include "stats/scan_plan.h"
#include "weighbridge/limits.h"

namespace weighbridge {
namespace {

constexpr std::uint64_t kReadBytes = 1u << 20;  // at once, of what is contiguous in memory

constexpr std::uint64_t kMostTimesRead = 4;

// Why the values of an intact tensor are not even tried; none if they are.
std::string obstacle(const Tensor& tensor, bool inflated) {
  if (inflated && stats::is_contiguous(tensor)) return "";
  if (!tensor.storage.object_address) return "its place in the file is not known";
  if (tensor.bytes / limits::kMaxExpansion > tensor.storage.size_bytes)
    return "it claims more values than its bytes can hold";
  return "";
}

}  // namespace

PackedScan::PackedScan(const std::vector<Tensor*>& tensors, bool inflated, OpenSource open_source)
    : open_source_(std::move(open_source)) {
  for (Tensor* tensor : tensors) {
    const StorageKind kind = tensor->storage.kind;
    const bool packed =
        kind == StorageKind::chunked || kind == StorageKind::compact || (inflated && stats::is_contiguous(*tensor));
    if (!packed || tensor->state != TensorState::intact || tensor->bytes == 0 ||
        !stats::element_type(tensor->dtype, tensor->big_endian))
      continue;
    tensor->stats_problem = obstacle(*tensor, inflated);
    if (!tensor->stats_problem.empty()) continue;
    items_.push_back({tensor, kind == StorageKind::contiguous ? tensor->storage.offset : std::nullopt});
  }
  std::ranges::stable_sort(items_, {}, [](const Item& item) { return item.tensor->storage.file; });
  plan_steps();
}

void PackedScan::plan_steps() {
  for (std::size_t i = 0; i < items_.size();) {
    const std::uint64_t bytes = items_[i].tensor->bytes;
    if (bytes > kStepBytes) {
      for (std::uint64_t done = 0; done < bytes; done += kStepBytes)
        steps_.push_back({i, i + 1, std::min(kStepBytes, bytes - done)});
      ++i;
      continue;
    }
    Step step{i, i, 0};
    for (; i < items_.size() && i - step.first < kStepTensors && items_[i].tensor->bytes <= kStepBytes - step.bytes;
         ++i) {
      if (items_[i].tensor->storage.file != items_[step.first].tensor->storage.file) break;
      step.bytes += items_[i].tensor->bytes;
    }
    step.last = i;
    steps_.push_back(step);
  }
}

void PackedScan::run_step(std::size_t index) {
  if (index != next_step_ || index >= steps_.size()) return;
  const Step& step = steps_[next_step_++];
  const bool goes_on =
      reading_ != nullptr || items_[step.first].tensor->stats || !items_[step.first].tensor->stats_problem.empty();
  if (!goes_on) find_datasets(step);
  for (std::size_t i = step.first; i < step.last; ++i) read(i, step.bytes);
  if (is_complete()) source_ = {};
}

Result<void> PackedScan::use_file(std::uint32_t file) {
  if (file_ == file)
    return source_.source != nullptr ? Result<void>() : fail(ErrorCode::io, "the file can't be opened again");
  file_ = file;
  source_ = {};
  stored_bytes_ = 0;
  auto opened = open_source_(file);
  if (!opened) return std::unexpected(opened.error());
  source_ = std::move(*opened);
  return {};
}

// HDF5 is opened once a step, not once a tensor.
void PackedScan::find_datasets(const Step& step) {
  found_.clear();
  found_from_ = step.first;
  const auto usable = use_file(items_[step.first].tensor->storage.file);
  std::vector<std::uint64_t> objects;
  for (std::size_t i = step.first; i < step.last; ++i) {
    if (!items_[i].offset) objects.push_back(*items_[i].tensor->storage.object_address);
  }
  std::vector<Result<hdf5::PackedDataset>> packed;
  if (usable && !objects.empty()) packed = hdf5::find_packed_values(*source_.source, source_.claimed_end, objects);
  for (std::size_t i = step.first, next = 0; i < step.last; ++i) {
    if (!usable)
      found_.push_back(std::unexpected(usable.error()));
    else if (items_[i].offset)
      found_.push_back(hdf5::PackedDataset{});
    else
      found_.push_back(std::move(packed[next++]));
  }
}

Result<void> PackedScan::begin(std::size_t index) {
  const Tensor& tensor = *items_[index].tensor;
  auto& found = found_[index - found_from_];
  if (!found) return std::unexpected(found.error());
  // Chunks of a sound file have their bytes for themselves; a tensor may have several names.
  for (const hdf5::PackedDataset::Chunk& chunk : found->chunks) stored_bytes_ += chunk.size_bytes;
  if (stored_bytes_ / kMostTimesRead > source_.source->size_bytes())
    return fail(ErrorCode::malformed, "its chunks share their bytes with too many others");
  reading_ = std::make_unique<Reading>(std::move(*found),
                                       stats::TensorAccumulator(*stats::element_type(tensor.dtype, tensor.big_endian)));
  return {};
}

Result<std::vector<std::byte>> PackedScan::read_part(const Item& item) {
  Reading& now = *reading_;
  if (item.offset) {
    std::vector<std::byte> part(static_cast<std::size_t>(std::min(kReadBytes, item.tensor->bytes - now.done_bytes)));
    auto read = source_.source->read_at(*item.offset + now.done_bytes, part);
    return read ? Result<std::vector<std::byte>>(std::move(part)) : std::unexpected(read.error());
  }
  if (now.dataset.chunks.empty()) return std::move(now.dataset.values);
  if (now.next_chunk == now.dataset.chunks.size())
    return fail(ErrorCode::malformed, "it has fewer values than its shape says");
  return hdf5::read_chunk(*source_.source, now.dataset, now.next_chunk++);
}

// Goes on until `most_bytes` more were read, or a chunk more; to the end where that is nearer.
void PackedScan::read(std::size_t index, std::uint64_t most_bytes) {
  Tensor& tensor = *items_[index].tensor;
  if (tensor.stats || !tensor.stats_problem.empty()) return;
  Result<void> going = reading_ ? Result<void>() : begin(index);
  for (std::uint64_t until = going ? reading_->done_bytes + most_bytes : 0;
       going && reading_->done_bytes < std::min(until, tensor.bytes);) {
    auto part = read_part(items_[index]);
    if (part && (part->empty() || part->size() > tensor.bytes - reading_->done_bytes))
      part = fail(ErrorCode::malformed, "its values have the wrong size");
    if (!part) {
      going = std::unexpected(part.error());
      break;
    }
    reading_->accumulator.feed(*part);
    reading_->done_bytes += part->size();
    read_bytes_ += part->size();
  }
  if (going && reading_->done_bytes < tensor.bytes) return;
  if (going) {
    tensor.stats = reading_->accumulator.finish();
    ++done_tensors_;
  } else {
    tensor.stats_problem = going.error().message;
  }
  reading_.reset();
}

}  // namespace weighbridge
