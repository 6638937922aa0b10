#include "stats/tensor_accumulator.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <random>
#include <vector>

namespace weighbridge::stats {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::span<const std::byte> bytes_of(const std::vector<float>& values) { return std::as_bytes(std::span(values)); }

// Feeds in pieces whose sizes come from `next_size`.
TensorStats stats_of(const std::vector<float>& values, const std::function<std::size_t()>& next_size) {
  TensorAccumulator accumulator({ElementKind::float32, false});
  for (auto rest = bytes_of(values); !rest.empty();) {
    const std::size_t size = std::min(next_size(), rest.size());
    accumulator.feed(rest.first(size));
    rest = rest.subspan(size);
  }
  return accumulator.finish();
}

TensorStats stats_of(const std::vector<float>& values) {
  return stats_of(values, [] { return std::size_t{1} << 30; });
}

std::vector<float> normal_values(unsigned seed, std::size_t count, float mean, float spread) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal(mean, spread);
  std::vector<float> values(count);
  std::ranges::generate(values, [&] { return normal(random); });
  return values;
}

TEST_CASE("moments agree with a two-pass reference in long double") {
  struct Row {
    std::size_t count;
    float mean;
    float spread;
  };
  // The last row has a mean a million times its spread: a one-pass sum of squares loses everything there.
  for (const Row& row : {Row{1, 3, 1}, Row{5, 0, 1}, Row{2047, 0, 1}, Row{2048, -2, 0.1f}, Row{2049, 0, 1e-20f},
                         Row{100'003, 0.01f, 0.05f}, Row{50'000, 1e6f, 1}}) {
    const auto values = normal_values(7, row.count, row.mean, row.spread);
    long double sum = 0;
    for (const float x : values) sum += static_cast<long double>(x);
    const long double mean = sum / static_cast<long double>(row.count);
    long double squares = 0;
    for (const float x : values) squares += (static_cast<long double>(x) - mean) * (static_cast<long double>(x) - mean);
    const double deviation = static_cast<double>(std::sqrt(squares / static_cast<long double>(row.count)));

    const TensorStats stats = stats_of(values);
    INFO("count " << row.count << " mean " << row.mean);
    REQUIRE(stats.finite);
    CHECK(stats.count == row.count);
    CHECK(std::fabs(stats.finite->mean - static_cast<double>(mean)) <=
          1e-12 * (std::fabs(static_cast<double>(mean)) + deviation));
    CHECK(stats.finite->standard_deviation == Catch::Approx(deviation).epsilon(1e-9).margin(1e-300));
    CHECK(stats.finite->min == static_cast<double>(*std::ranges::min_element(values)));
    CHECK(stats.finite->max == static_cast<double>(*std::ranges::max_element(values)));
  }
}

TEST_CASE("the result is the same bit for bit however the bytes are cut") {
  auto values = normal_values(11, 30'001, 0.1f, 2);
  values[17] = kNan;
  values[4'096] = -kInf;
  values[29'000] = kInf;
  const TensorStats whole = stats_of(values);
  const unsigned seed = 20'261;
  std::mt19937 random(seed);
  for (const std::size_t largest : {1u, 3u, 100u, 9'000u, 70'000u}) {
    std::uniform_int_distribution<std::size_t> size(1, largest);
    const TensorStats cut = stats_of(values, [&] { return size(random); });
    INFO("seed " << seed << ", pieces of up to " << largest << " bytes");
    CHECK(std::memcmp(&*cut.finite, &*whole.finite, sizeof(FiniteStats)) == 0);
    CHECK(cut.histogram->counts == whole.histogram->counts);
    CHECK(cut.histogram->from == whole.histogram->from);
    CHECK(cut.nan == 1);
  }
}

TEST_CASE("NaN and infinities are counted apart and do not spoil the rest") {
  const TensorStats stats = stats_of({1, kNan, -kInf, 0, kInf, -0.0f, kInf, 3});
  CHECK(stats.count == 8);
  CHECK(stats.nan == 1);
  CHECK(stats.positive_infinity == 2);
  CHECK(stats.negative_infinity == 1);
  CHECK(stats.zeros == 2);  // -0 is a zero
  REQUIRE(stats.finite);
  CHECK(stats.finite->mean == 1.0);  // (1 + 0 - 0 + 3) / 4
  CHECK(stats.finite->max == 3.0);
}

TEST_CASE("tensors without anything finite have no finite statistics") {
  const TensorStats stats = stats_of(std::vector<float>(5'000, kNan));
  CHECK(stats.nan == 5'000);
  CHECK_FALSE(stats.finite);
  CHECK_FALSE(stats.histogram);
  CHECK(stats_of({}).count == 0);
}

TEST_CASE("the histogram counts what a plain loop counts, in at most 64 bins of which the range fills more than half") {
  for (const float spread : {1e-30f, 0.02f, 1.0f, 1e30f}) {
    const auto values = normal_values(3, 20'000, spread / 3, spread);
    const Histogram histogram = *stats_of(values).histogram;
    REQUIRE(histogram.counts.size() <= 64);
    CHECK(histogram.counts.size() > 32);
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
      const double low = histogram.from + static_cast<double>(i) * histogram.bin_width;
      const auto inside = std::ranges::count_if(values, [&](float x) {
        return static_cast<double>(x) >= low && static_cast<double>(x) < low + histogram.bin_width;
      });
      CHECK(histogram.counts[i] == static_cast<std::uint64_t>(inside));
    }
  }
}

TEST_CASE("the histogram does not depend on the order of the values") {
  auto values = normal_values(5, 10'000, 0, 1);
  std::ranges::sort(values, {}, [](float x) { return std::fabs(x); });
  values.insert(values.begin(), 4'000, 0.0f);  // a constant start must not fix the bins
  const Histogram rising = *stats_of(values).histogram;
  std::ranges::reverse(values);
  const Histogram falling = *stats_of(values).histogram;
  CHECK(rising.counts == falling.counts);
  CHECK(rising.bin_width == falling.bin_width);
  CHECK(rising.from == falling.from);
}

TEST_CASE("extreme ranges stay in the histogram") {
  constexpr float kMax = std::numeric_limits<float>::max();
  constexpr float kTiny = std::numeric_limits<float>::denorm_min();
  const Histogram wide = *stats_of({-kMax, kMax, 0, kTiny}).histogram;
  std::uint64_t total = 0;
  for (const std::uint64_t n : wide.counts) total += n;
  CHECK(total == 4);
  const Histogram fine = *stats_of({kTiny, 2 * kTiny}).histogram;
  CHECK(fine.counts.front() == 1);
  CHECK(fine.counts.back() == 1);
  CHECK_FALSE(stats_of(std::vector<float>(100, 0.5f)).histogram);
}

}  // namespace
}  // namespace weighbridge::stats
