#include "stats/zeroed_blocks.h"

#include <algorithm>
#include <cstring>

namespace weighbridge::stats {
namespace {

constexpr std::size_t kMaxStretches = 1000;  // of one tensor; what has more is not damaged but made like that
// A model that was pruned, or starts as an identity, has zeros of its own: then long runs of them prove nothing.
constexpr std::uint64_t kFewestValuesAZero = 1000;

bool is_zero(std::span<const std::byte> bytes) {
  return bytes.empty() ||
         (bytes[0] == std::byte{0} && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

bool is_floating(const Tensor& tensor) { return tensor.dtype.find("float") != std::string::npos; }

}  // namespace

ZeroedBlocks::ZeroedBlocks(const Tensor& tensor, std::size_t element_bytes, std::uint64_t begin)
    : tensor_(&tensor), element_bytes_(element_bytes), begin_(begin), at_(begin) {
  begin_block();
}

void ZeroedBlocks::begin_block() {
  block_ = {.begin = at_,
            .follows_value = at_ - begin_ >= element_bytes_ && !is_zero(std::span(last_).last(element_bytes_))};
}

void ZeroedBlocks::feed(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const std::size_t left = static_cast<std::size_t>(kBlockBytes - at_ % kBlockBytes);
    const auto part = bytes.first(std::min(left, bytes.size()));
    if (block_.size < block_.first.size()) {
      std::ranges::copy(part.first(std::min(part.size(), block_.first.size() - block_.size)),
                        block_.first.begin() + static_cast<std::ptrdiff_t>(block_.size));
    }
    block_.is_zero = block_.is_zero && is_zero(part);
    block_.size += part.size();
    at_ += part.size();
    const std::size_t kept = std::min(part.size(), last_.size());
    std::shift_left(last_.begin(), last_.end(), static_cast<std::ptrdiff_t>(kept));
    std::ranges::copy(part.last(kept), last_.end() - static_cast<std::ptrdiff_t>(kept));
    if (at_ % kBlockBytes == 0) {
      end_block();
      begin_block();
    }
    bytes = bytes.subspan(part.size());
  }
}

// A run of zero blocks counts where a value that is not zero stands right before it and right behind it.
void ZeroedBlocks::end_block() {
  const bool is_zero_block = block_.is_zero && block_.size == kBlockBytes;
  if (is_zero_block && !in_run_ && block_.follows_value)
    run_begin_ = block_.begin;
  else if (is_zero_block && !in_run_)
    run_begin_ = 0;  // some of the zeros stand before the block
  if (!is_zero_block && in_run_ && run_begin_ != 0 && block_.size >= element_bytes_) {
    const bool bounded = !is_zero(std::span(block_.first).first(element_bytes_));
    if (bounded) stretches_.push_back({tensor_, run_begin_, block_.begin});
  }
  in_run_ = is_zero_block;
}

std::vector<ZeroedStretch> ZeroedBlocks::likely_lost() {
  end_block();
  // Between values that begin elsewhere than blocks do nothing can be told.
  const bool can_tell =
      tensor_->stats && is_floating(*tensor_) && tensor_->shape.size() >= 2 && begin_ % element_bytes_ == 0;
  if (!can_tell || stretches_.size() > kMaxStretches) return {};
  std::uint64_t lost_values = 0;
  for (const ZeroedStretch& stretch : stretches_) lost_values += (stretch.end - stretch.begin) / element_bytes_;
  const std::uint64_t own_zeros = tensor_->stats->zeros - std::min(lost_values, tensor_->stats->zeros);
  if (own_zeros > tensor_->stats->count / kFewestValuesAZero) return {};
  return std::move(stretches_);
}

}  // namespace weighbridge::stats
