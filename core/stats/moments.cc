#include "stats/moments.h"

#include <array>
#include <cmath>

namespace weighbridge::stats {
namespace {

// Four running sums: a fixed order of additions that a compiler may vectorise without changing the result.
template <typename Term>
double sum_of(std::span<const double> block, Term term) {
  std::array<double, 4> sums{};
  const std::size_t even = block.size() / 4 * 4;
  for (std::size_t i = 0; i < even; i += 4) {
    for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += term(block[i + lane]);
  }
  double rest = 0;
  for (std::size_t i = even; i < block.size(); ++i) rest += term(block[i]);
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + rest;
}

}  // namespace

Moments Moments::of(std::span<const double> block) {
  if (block.empty()) return {};
  const double n = static_cast<double>(block.size());
  const double mean = sum_of(block, [](double x) { return x; }) / n;
  const double squares = sum_of(block, [mean](double x) { return (x - mean) * (x - mean); });
  return {block.size(), mean, squares};
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
