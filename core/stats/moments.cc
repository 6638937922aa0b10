#include "stats/moments.h"

#include <cmath>

#include "stats/lanes.h"

namespace weighbridge::stats {

Moments Moments::of(std::span<const double> block, double sum) {
  if (block.empty()) return {};
  const double mean = sum / static_cast<double>(block.size());
  return {block.size(), mean, sum_in_lanes(block, [mean](double x) { return (x - mean) * (x - mean); })};
}

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
