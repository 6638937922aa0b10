#include "stats/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <type_traits>

#include "stats/lanes.h"

namespace weighbridge::stats {
namespace {

// Bins are never finer than 2^-44 of the largest magnitude (bin indices stay exact in a double) nor than 2^-1022 + 44.
constexpr int kFinestRelativeExponent = -44;
constexpr int kSmallestExponent = -978;
constexpr std::size_t kAtOnce = 512;

std::int64_t bin_of(double value, int exponent) {
  const double scaled = std::scalbn(value, -exponent);
  if (scaled == 0 && value < 0) return -1;  // lost in the product
  return static_cast<std::int64_t>(std::floor(scaled));
}

// The smallest exponent for which [low, high] spans at most kBins bins.
int exponent_for(double low, double high) {
  const double magnitude = std::max(std::fabs(low), std::fabs(high));
  if (magnitude == 0) return kSmallestExponent;
  int exponent = std::max(std::ilogb(magnitude) + kFinestRelativeExponent, kSmallestExponent);
  const double width = high / 64 - low / 64;  // divided first: high - low may overflow
  if (width > 0) exponent = std::max(exponent, std::ilogb(width) - 1);
  while (bin_of(high, exponent) - bin_of(low, exponent) >= static_cast<std::int64_t>(StreamingHistogram::kBins))
    ++exponent;
  return exponent;
}

// The bins of values, as places behind the first one.
template <typename Real>
void bins_of(std::span<const Real> values, int exponent, std::int64_t first_bin, std::span<std::int32_t> out) {
  // floor() without a call. Adding 1.5 * 2^(digits - 1) rounds to a whole number, which is then what the lowest bits of
  // the sum say; where it is more than the value, one is taken off. The value itself is asked, since what is small
  // against a bin may be lost in the product.
  using Bits = std::conditional_t<sizeof(Real) == sizeof(std::int32_t), std::int32_t, std::int64_t>;
  constexpr Real kRounding = Real{3} * static_cast<Real>(Bits{1} << (std::numeric_limits<Real>::digits - 2));
  const Real scale = std::scalbn(Real{1}, -exponent);
  const Real width = std::scalbn(Real{1}, exponent);
  const Bits first = std::bit_cast<Bits>(kRounding) + static_cast<Bits>(first_bin);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Real rounded = values[i] * scale + kRounding;
    const Bits above = (rounded - kRounding) * width > values[i] ? 1 : 0;
    out[i] = static_cast<std::int32_t>(std::bit_cast<Bits>(rounded) - first - above);
  }
}

}  // namespace

void StreamingHistogram::cover(double low, double high) {
  if (empty_) {
    low_ = low;
    high_ = high;
    exponent_ = exponent_for(low, high);
    first_bin_ = bin_of(low, exponent_);
    empty_ = false;
    return;
  }
  if (low >= low_ && high <= high_) return;
  low_ = std::min(low_, low);
  high_ = std::max(high_, high);
  coarsen_to(std::max(exponent_, exponent_for(low_, high_)));
}

void StreamingHistogram::coarsen_to(int exponent) {
  const std::array<std::uint64_t, kBins> old = counts_;
  const std::int64_t old_first = first_bin_;
  const int shift = std::min(exponent - exponent_, 62);
  exponent_ = exponent;
  first_bin_ = bin_of(low_, exponent_);
  counts_.fill(0);
  for (std::size_t i = 0; i < kBins; ++i) {
    if (old[i] == 0) continue;
    // arithmetic: rounds towards minus infinity.
    const std::int64_t bin = (old_first + static_cast<std::int64_t>(i)) >> shift;
    counts_[static_cast<std::size_t>(bin - first_bin_)] += old[i];
  }
}

void StreamingHistogram::add(std::span<const float> values, double low, double high) {
  if (values.empty()) return;
  cover(low, high);
  if (has_bins_for_floats()) return count(values);
  const std::vector<double> wide(values.begin(), values.end());
  count(std::span<const double>(wide));
}

void StreamingHistogram::add(std::span<const double> values, double low, double high) {
  if (values.empty()) return;
  cover(low, high);
  count(values);
}

// Whether bins_of() is exact in floats: the width of a bin and its inverse are normal numbers, and kRounding leaves
// room for the bins.
bool StreamingHistogram::has_bins_for_floats() const {
  constexpr std::int64_t kMostBin = std::int64_t{1} << 21;
  return std::abs(exponent_) < std::numeric_limits<float>::max_exponent - 2 && std::abs(first_bin_) < kMostBin;
}

template <typename Real>
void StreamingHistogram::count(std::span<const Real> values) {
  // Filled by bins_of(), and this is the hot loop. NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init)
  std::array<std::int32_t, kAtOnce> bins;
  while (!values.empty()) {
    const auto some = values.first(std::min(values.size(), kAtOnce));
    bins_of(some, exponent_, first_bin_, bins);
    count_bins(std::span<const std::int32_t>(bins).first(some.size()));
    values = values.subspan(some.size());
  }
}

void StreamingHistogram::count_bins(std::span<const std::int32_t> bins) {
  // Four histograms in turn: neighbours are often in the same bin, and one counter would have to wait for itself.
  std::array<std::array<std::uint32_t, kBins>, kLanes> parts{};
  const std::size_t even = in_fours(bins.size());
  for (std::size_t i = 0; i < even; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) ++parts[lane][static_cast<std::size_t>(bins[i + lane])];
  }
  for (std::size_t i = even; i < bins.size(); ++i) ++parts[0][static_cast<std::size_t>(bins[i])];
  for (std::size_t bin = 0; bin < kBins; ++bin)
    counts_[bin] += std::uint64_t{parts[0][bin]} + parts[1][bin] + parts[2][bin] + parts[3][bin];
}

void StreamingHistogram::merge(const StreamingHistogram& other) {
  if (other.empty_) return;
  if (empty_) {
    *this = other;
    return;
  }
  StreamingHistogram coarse = other;
  cover(other.low_, other.high_);
  coarse.cover(low_, high_);
  for (std::size_t i = 0; i < kBins; ++i) counts_[i] += coarse.counts_[i];
}

double StreamingHistogram::from() const {
  const auto used = std::ranges::find_if(counts_, [](std::uint64_t n) { return n != 0; });
  return std::scalbn(static_cast<double>(first_bin_ + (used - counts_.begin())), exponent_);
}

double StreamingHistogram::bin_width() const { return std::scalbn(1.0, exponent_); }

std::vector<std::uint64_t> StreamingHistogram::counts() const {
  const auto used = [](std::uint64_t n) { return n != 0; };
  const auto first = std::ranges::find_if(counts_, used);
  const auto last = std::find_if(counts_.rbegin(), counts_.rend(), used).base();
  return first == counts_.end() ? std::vector<std::uint64_t>{} : std::vector<std::uint64_t>(first, last);
}

}  // namespace weighbridge::stats
