#include "stats/histogram.h"

#include <algorithm>
#include <cmath>

#include "stats/lanes.h"

namespace weighbridge::stats {
namespace {

// Bins are never finer than 2^-44 of the largest magnitude (bin indices stay exact in a double) nor than 2^-1022 + 44.
constexpr int kFinestRelativeExponent = -44;
constexpr int kSmallestExponent = -978;
constexpr std::size_t kAtOnce = 512;

std::int64_t bin_of(double value, int exponent) {
  return static_cast<std::int64_t>(std::floor(std::scalbn(value, -exponent)));
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

void StreamingHistogram::add(std::span<const double> values, double low, double high) {
  if (values.empty()) return;
  cover(low, high);
  // scale is a power of two: the product is exact unless it underflows, which floor() then puts into the right bin of 0
  // or -1.
  const double scale = std::scalbn(1.0, -exponent_);
  if (std::isfinite(scale) && scale > 0) {
    for (; !values.empty(); values = values.subspan(std::min(values.size(), kAtOnce)))
      count(values.first(std::min(values.size(), kAtOnce)), scale);
  } else {
    for (const double value : values) ++counts_[static_cast<std::size_t>(bin_of(value, exponent_) - first_bin_)];
  }
}

void StreamingHistogram::count(std::span<const double> values, double scale) {
  // floor() without a call: adding and subtracting 1.5 * 2^52 rounds to a whole number (below 2^51 in magnitude, and
  // bins are below 2^45); where that was upwards, one is taken off.
  constexpr double kRounding = 0x1.8p52;
  const double first = static_cast<double>(first_bin_);
  // Filled below, and this is the hot loop. NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init)
  std::array<std::int32_t, kAtOnce> bins;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double exact = values[i] * scale;
    const double whole = (exact + kRounding) - kRounding;
    bins[i] = static_cast<std::int32_t>(whole - (whole > exact ? 1.0 : 0.0) - first);
  }
  // Four histograms in turn: neighbours are often in the same bin, and one counter would have to wait for itself.
  std::array<std::array<std::uint32_t, kBins>, kLanes> parts{};
  const std::size_t even = values.size() / kLanes * kLanes;
  for (std::size_t i = 0; i < even; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) ++parts[lane][static_cast<std::size_t>(bins[i + lane])];
  }
  for (std::size_t i = even; i < values.size(); ++i) ++parts[0][static_cast<std::size_t>(bins[i])];
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
