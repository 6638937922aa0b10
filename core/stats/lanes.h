// Loops over blocks of values that a compiler may vectorise without changing the result: four running values side by
// side, put together at the end in a fixed order.
#ifndef WEIGHBRIDGE_STATS_LANES_H_
#define WEIGHBRIDGE_STATS_LANES_H_

#include <array>
#include <cstddef>
#include <span>

namespace weighbridge::stats {

inline constexpr std::size_t kLanes = 4;

template <typename Term>
[[nodiscard]] double sum_in_lanes(std::span<const double> block, Term term) {
  std::array<double, kLanes> sums{};
  const std::size_t even = block.size() / kLanes * kLanes;
  for (std::size_t i = 0; i < even; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += term(block[i + lane]);
  }
  double rest = 0;
  for (std::size_t i = even; i < block.size(); ++i) rest += term(block[i]);
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + rest;
}

}  // namespace weighbridge::stats

#endif  // WEIGHBRIDGE_STATS_LANES_H_
