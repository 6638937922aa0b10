// A histogram of a stream whose range is not known beforehand, mergeable, at most 64 bins.
//
// Bin k holds the values in [k * 2^e, (k + 1) * 2^e). The exponent e is a function of the smallest and largest value
// alone, so the result depends neither on the order of the values nor on how they were cut into blocks; growing the
// range adds neighbouring bins.
#ifndef WEIGHBRIDGE_STATS_HISTOGRAM_H_
#define WEIGHBRIDGE_STATS_HISTOGRAM_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace weighbridge::stats {

class StreamingHistogram {
 public:
  static constexpr std::size_t kBins = 64;

  // Finite values whose smallest and largest are `low` and `high`. The same bins whether they come as floats or
  // doubles.
  void add(std::span<const float> values, double low, double high);
  void add(std::span<const double> values, double low, double high);
  void merge(const StreamingHistogram& other);

  [[nodiscard]] bool empty() const { return empty_; }
  [[nodiscard]] double from() const;                        // the left edge of the first bin that holds anything
  [[nodiscard]] double bin_width() const;                   // a power of two
  [[nodiscard]] std::vector<std::uint64_t> counts() const;  // from the first to the last bin that holds anything

 private:
  void cover(double low, double high);
  [[nodiscard]] bool has_bins_for_floats() const;
  template <typename Real>
  void count(std::span<const Real> values);
  void count_bins(std::span<const std::int32_t> bins);
  void coarsen_to(int exponent);

  bool empty_ = true;
  double low_ = 0;
  double high_ = 0;
  int exponent_ = 0;
  std::int64_t first_bin_ = 0;  // the index k of counts_[0]
  std::array<std::uint64_t, kBins> counts_{};
};

}  // namespace weighbridge::stats

#endif  // WEIGHBRIDGE_STATS_HISTOGRAM_H_
