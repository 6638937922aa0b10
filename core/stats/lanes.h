// Four values side by side, in the registers that a processor has for it. Sums of values are four sums, put together at
// the end in a fixed order, and of doubles, whatever the values are: the same bits in every build.
#ifndef WEIGHBRIDGE_STATS_LANES_H_
#define WEIGHBRIDGE_STATS_LANES_H_

#include <cstddef>
#include <cstring>
#include <span>

namespace weighbridge::stats {

inline constexpr std::size_t kLanes = 4;

// Of GCC and Clang: operators act on each lane; a comparison gives 0 or -1, a whole number as wide as T.
template <typename T>
using Lanes [[gnu::vector_size(kLanes * sizeof(T))]] = T;

template <typename T>
[[nodiscard]] inline Lanes<T> all_lanes(T value) {
  return Lanes<T>{value, value, value, value};
}

// values[at] to values[at + 3].
template <typename T>
[[nodiscard]] inline Lanes<T> lanes_at(std::span<const T> values, std::size_t at) {
  Lanes<T> lanes;
  std::memcpy(&lanes, values.data() + at, sizeof(lanes));
  return lanes;
}

[[nodiscard]] inline Lanes<double> as_doubles(const Lanes<float>& lanes) {
  return __builtin_convertvector(lanes, Lanes<double>);
}
[[nodiscard]] inline Lanes<double> as_doubles(const Lanes<double>& lanes) { return lanes; }

// How many of `size` values come in fours.
[[nodiscard]] constexpr std::size_t in_fours(std::size_t size) { return size / kLanes * kLanes; }

[[nodiscard]] inline double sum_of(const Lanes<double>& sums) { return (sums[0] + sums[1]) + (sums[2] + sums[3]); }

}  // namespace weighbridge::stats

#endif  // WEIGHBRIDGE_STATS_LANES_H_
