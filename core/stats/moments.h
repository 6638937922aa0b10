// Count, mean and spread of a stream of numbers, mergeable.
//
// Blocks are summed by two passes (mean, then squared deviations from it) and merged by the pairwise update of Chan,
// Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances" (1979), eq. 2.1: no
// cancellation where the mean is large against the spread.
#ifndef WEIGHBRIDGE_STATS_MOMENTS_H_
#define WEIGHBRIDGE_STATS_MOMENTS_H_

#include <cstdint>
#include <span>

namespace weighbridge::stats {

struct Moments {
  std::uint64_t count = 0;
  double mean = 0;
  double squared_deviations = 0;  // sum of (x - mean)^2

  // Of finite values whose sum is `sum`; an empty block gives the neutral element.
  [[nodiscard]] static Moments of(std::span<const float> block, double sum);
  [[nodiscard]] static Moments of(std::span<const double> block, double sum);
  void merge(const Moments& other);
  [[nodiscard]] double standard_deviation() const;  // of the population; 0 for fewer than one value
};

}  // namespace weighbridge::stats

#endif  // WEIGHBRIDGE_STATS_MOMENTS_H_
