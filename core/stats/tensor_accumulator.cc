#include "stats/tensor_accumulator.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "stats/lanes.h"

namespace weighbridge::stats {

// Where the sum is not finite, some of the values are not, and the rest means nothing.
template <typename Real>
struct TensorAccumulator::Look {
  double sum;
  Real low;
  Real high;
  std::uint32_t zeros;
};

TensorAccumulator::TensorAccumulator(ElementType type)
    : type_(type),
      pending_(kBlockElements * type.size_bytes()),
      floats_(type.fits_float() ? kBlockElements : 0),
      doubles_(type.fits_float() ? 0 : kBlockElements) {}

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
  bytes = bytes.first(elements * type_.size_bytes());
  const auto take = [&](auto& block) {
    const auto values = std::span(block).first(elements);
    decode(type_, bytes, values);
    take_values(values);
  };
  if (type_.fits_float())
    take(floats_);
  else
    take(doubles_);
}

// All at once: alone, each of them would spend most of its time waiting for its own last step.
template <typename Real>
auto TensorAccumulator::look_at(std::span<const Real> values) -> Look<Real> {
  Lanes<double> sums = {};
  Lanes<Real> low = all_lanes(values[0]);
  Lanes<Real> high = low;
  auto zeros = low != low;  // none so far
  const std::size_t even = in_fours(values.size());
  for (std::size_t i = 0; i < even; i += kLanes) {
    const Lanes<Real> x = lanes_at(values, i);
    sums += as_doubles(x);
    low = x < low ? x : low;
    high = x > high ? x : high;
    zeros -= x == all_lanes(Real{0});
  }
  Look<Real> look{.sum = 0, .low = values[0], .high = values[0], .zeros = 0};
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    look.low = std::min(look.low, low[lane]);
    look.high = std::max(look.high, high[lane]);
    look.zeros += static_cast<std::uint32_t>(zeros[lane]);
  }
  double rest = 0;
  for (const Real x : values.subspan(even)) {
    rest += static_cast<double>(x);
    look.low = std::min(look.low, x);
    look.high = std::max(look.high, x);
    look.zeros += x == 0 ? 1 : 0;
  }
  look.sum = sum_of(sums) + rest;
  return look;
}

template <typename Real>
void TensorAccumulator::take_values(std::span<Real> values) {
  count_ += values.size();
  if (values.empty()) return;
  const Look<Real> look = look_at<Real>(values);
  if (std::isfinite(look.sum)) return take_finite<Real>(values, look);
  const std::span<const Real> finite = take_specials(values);
  if (!finite.empty()) take_finite(finite, look_at(finite));
}

// Leaves what is finite at the front, and returns that.
template <typename Real>
std::span<const Real> TensorAccumulator::take_specials(std::span<Real> values) {
  std::size_t finite = 0;
  for (const Real x : values) {
    if (std::isnan(x)) {
      ++nan_;
    } else if (std::isinf(x)) {
      ++(x > 0 ? positive_infinity_ : negative_infinity_);
    } else {
      values[finite++] = x;
    }
  }
  return values.first(finite);
}

template <typename Real>
void TensorAccumulator::take_finite(std::span<const Real> values, const Look<Real>& look) {
  const auto low = static_cast<double>(look.low);
  const auto high = static_cast<double>(look.high);
  min_ = moments_.count == 0 ? low : std::min(min_, low);
  max_ = moments_.count == 0 ? high : std::max(max_, high);
  zeros_ += look.zeros;
  moments_.merge(Moments::of(values, look.sum));
  histogram_.add(values, low, high);
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
