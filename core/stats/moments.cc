#include "stats/moments.h"

#include <cmath>

#include "stats/lanes.h"

namespace weighbridge::stats {

namespace {

template <typename Real>
Moments moments_of(std::span<const Real> block, double sum) {
  if (block.empty()) return {};
  const double mean = sum / static_cast<double>(block.size());
  const Lanes<double> means = all_lanes(mean);
  Lanes<double> squares = {};
  const std::size_t even = in_fours(block.size());
  for (std::size_t i = 0; i < even; i += kLanes) {
    const Lanes<double> away = as_doubles(lanes_at(block, i)) - means;
    squares += away * away;
  }
  double rest = 0;
  for (const Real x : block.subspan(even)) rest += (static_cast<double>(x) - mean) * (static_cast<double>(x) - mean);
  return {block.size(), mean, sum_of(squares) + rest};
}

}  // namespace

Moments Moments::of(std::span<const float> block, double sum) { return moments_of(block, sum); }
Moments Moments::of(std::span<const double> block, double sum) { return moments_of(block, sum); }

void Moments::merge(const Moments& other) {
  if (other.count == 0) return;
  if (count == 0) {
    *this = other;
    return;
  }
  const double n = static_cast<double>(count);
  const double m = static_cast<double>(other.count);
  const double delta = other.mean - mean;
  mean += delta * (m / (n + m));
  squared_deviations += other.squared_deviations + delta * delta * (n * m / (n + m));
  count += other.count;
}

double Moments::standard_deviation() const {
  return count == 0 ? 0 : std::sqrt(squared_deviations / static_cast<double>(count));
}

}  // namespace weighbridge::stats
