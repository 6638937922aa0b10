#include "stats/tensor_accumulator.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "stats/lanes.h"

namespace weighbridge::stats {
namespace {

struct Range {
  double low;
  double high;
};

// Comparisons of finite numbers are exact in any order.
Range range_of(std::span<const double> values) {
  std::array<double, kLanes> low{};
  std::array<double, kLanes> high{};
  low.fill(values[0]);
  high.fill(values[0]);
  const std::size_t even = values.size() / kLanes * kLanes;
  for (std::size_t i = 0; i < even; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const double x = values[i + lane];
      low[lane] = x < low[lane] ? x : low[lane];
      high[lane] = x > high[lane] ? x : high[lane];
    }
  }
  for (std::size_t i = even; i < values.size(); ++i) {
    low[0] = std::min(low[0], values[i]);
    high[0] = std::max(high[0], values[i]);
  }
  return {*std::ranges::min_element(low), *std::ranges::max_element(high)};
}

double sum_of(std::span<const double> values) {
  return sum_in_lanes(values, [](double x) { return x; });
}

}  // namespace

TensorAccumulator::TensorAccumulator(ElementType type)
    : type_(type), pending_(kBlockElements * type.size_bytes()), block_(kBlockElements) {}

void TensorAccumulator::feed(std::span<const std::byte> bytes) {
  const std::size_t block_bytes = pending_.size();
  if (pending_size_ > 0) {
    const std::size_t wanted = std::min(block_bytes - pending_size_, bytes.size());
    std::ranges::copy(bytes.first(wanted), pending_.begin() + static_cast<std::ptrdiff_t>(pending_size_));
    pending_size_ += wanted;
    bytes = bytes.subspan(wanted);
    if (pending_size_ < block_bytes) return;
    take_block(pending_);
    pending_size_ = 0;
  }
  for (; bytes.size() >= block_bytes; bytes = bytes.subspan(block_bytes)) take_block(bytes.first(block_bytes));
  std::ranges::copy(bytes, pending_.begin());
  pending_size_ = bytes.size();
}

void TensorAccumulator::take_block(std::span<const std::byte> bytes) {
  const std::size_t elements = bytes.size() / type_.size_bytes();
  const std::span<double> values(block_.data(), elements);
  decode(type_, bytes.first(elements * type_.size_bytes()), values);
  count_ += elements;
  // A sum that is finite has only finite terms.
  if (const double sum = sum_of(values); std::isfinite(sum)) {
    take_finite(values, sum);
  } else {
    take_with_specials(values);
  }
}

void TensorAccumulator::take_with_specials(std::span<double> values) {
  std::size_t finite = 0;
  for (const double x : values) {
    if (std::isnan(x)) {
      ++nan_;
    } else if (std::isinf(x)) {
      ++(x > 0 ? positive_infinity_ : negative_infinity_);
    } else {
      values[finite++] = x;
    }
  }
  take_finite(values.first(finite), sum_of(values.first(finite)));
}

void TensorAccumulator::take_finite(std::span<const double> values, double sum) {
  if (values.empty()) return;
  const Range range = range_of(values);
  min_ = moments_.count == 0 ? range.low : std::min(min_, range.low);
  max_ = moments_.count == 0 ? range.high : std::max(max_, range.high);
  if (range.low <= 0 && range.high >= 0) zeros_ += static_cast<std::uint64_t>(std::ranges::count(values, 0.0));
  moments_.merge(Moments::of(values, sum));
  histogram_.add(values, range.low, range.high);
}

TensorStats TensorAccumulator::finish() {
  take_block(std::span<const std::byte>(pending_).first(pending_size_));
  pending_size_ = 0;
  TensorStats stats;
  stats.count = count_;
  stats.nan = nan_;
  stats.positive_infinity = positive_infinity_;
  stats.negative_infinity = negative_infinity_;
  stats.zeros = zeros_;
  if (moments_.count > 0) {
    stats.finite = FiniteStats{min_, max_, moments_.mean, moments_.standard_deviation()};
    // One value has no distribution worth drawing.
    if (min_ < max_) stats.histogram = Histogram{histogram_.from(), histogram_.bin_width(), histogram_.counts()};
  }
  return stats;
}

}  // namespace weighbridge::stats
