// Statistics of every type, in both byte orders, against a reference in long double with two passes; and that parts put
// together are the whole.
#include <algorithm>
#include <bit>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "stats/moments.h"
#include "stats/tensor_accumulator.h"

namespace weighbridge::stats {
namespace {

template <typename Raw>
void append(std::vector<std::byte>& bytes, Raw raw, bool big_endian) {
  if (big_endian && sizeof(Raw) > 1) raw = std::byteswap(raw);
  const auto* from = reinterpret_cast<const std::byte*>(&raw);
  bytes.insert(bytes.end(), from, from + sizeof(Raw));
}

// Binary16 of a value that is a multiple of 2^-10 below 2 in magnitude, by search: the encodings of positive halves
// grow with their value.
std::uint16_t half_of(double value) {
  const double magnitude = std::fabs(value);
  std::uint16_t bits = 0;
  for (std::uint16_t step = 0x4000; step != 0; step = static_cast<std::uint16_t>(step / 2)) {
    const auto tried = static_cast<std::uint16_t>(bits + step);
    const int exponent = tried >> 10;
    const double fraction = tried & 1023;
    const double decoded = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
    if (exponent < 31 && decoded <= magnitude) bits = tried;
  }
  return static_cast<std::uint16_t>(bits | (value < 0 ? 0x8000 : 0));
}

// The elements of `values` as they stand in a file.
std::vector<std::byte> encode(const std::vector<double>& values, ElementType type) {
  std::vector<std::byte> bytes;
  const bool big = type.big_endian;
  for (const double value : values) {
    const auto whole = static_cast<std::int64_t>(value);
    switch (type.kind) {
      case ElementKind::boolean:
      case ElementKind::int8:
      case ElementKind::uint8:
        append(bytes, static_cast<std::uint8_t>(whole), big);
        break;
      case ElementKind::int16:
      case ElementKind::uint16:
        append(bytes, static_cast<std::uint16_t>(whole), big);
        break;
      case ElementKind::int32:
      case ElementKind::uint32:
        append(bytes, static_cast<std::uint32_t>(whole), big);
        break;
      case ElementKind::int64:
      case ElementKind::uint64:
        append(bytes, static_cast<std::uint64_t>(whole), big);
        break;
      case ElementKind::float16:
        append(bytes, half_of(value), big);
        break;
      case ElementKind::bfloat16:
        append(bytes, static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(static_cast<float>(value)) >> 16), big);
        break;
      case ElementKind::float32:
        append(bytes, std::bit_cast<std::uint32_t>(static_cast<float>(value)), big);
        break;
      case ElementKind::float64:
        append(bytes, std::bit_cast<std::uint64_t>(value), big);
        break;
    }
  }
  return bytes;
}

// Values that the type holds exactly; zeros among them.
std::vector<double> values_of(ElementKind kind) {
  std::mt19937 random(static_cast<unsigned>(kind) + 1);
  const auto draw = [&](int low, int high) {
    return static_cast<double>(std::uniform_int_distribution<int>(low, high)(random));
  };
  std::vector<double> values(10'007);
  for (double& value : values) {
    switch (kind) {
      case ElementKind::boolean:
        value = draw(0, 1);
        break;
      case ElementKind::uint8:
        value = draw(0, 255);
        break;
      case ElementKind::int8:
        value = draw(-128, 127);
        break;
      case ElementKind::uint16:
        value = draw(0, 65'535);
        break;
      case ElementKind::int16:
        value = draw(-32'768, 32'767);
        break;
      case ElementKind::uint32:
      case ElementKind::uint64:
        value = draw(0, 2'000'000'000);
        break;
      case ElementKind::int32:
      case ElementKind::int64:
        value = draw(-2'000'000'000, 2'000'000'000);
        break;
      case ElementKind::bfloat16:
        value = draw(-127, 127) / 64;
        break;  // seven bits of fraction
      default:
        value = draw(-2'047, 2'047) / 1'024;
        break;
    }
  }
  return values;
}

constexpr ElementKind kKinds[] = {
    ElementKind::boolean,  ElementKind::int8,    ElementKind::int16,  ElementKind::int32,  ElementKind::int64,
    ElementKind::uint8,    ElementKind::uint16,  ElementKind::uint32, ElementKind::uint64, ElementKind::float16,
    ElementKind::bfloat16, ElementKind::float32, ElementKind::float64};

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace

TEST_CASE("every type in either byte order has the statistics of a two-pass reference") {
  for (const ElementKind kind : kKinds) {
    const std::vector<double> values = values_of(kind);
    long double sum = 0;
    for (const double x : values) sum += static_cast<long double>(x);
    const long double mean = sum / static_cast<long double>(values.size());
    long double squares = 0;
    for (const double x : values)
      squares += (static_cast<long double>(x) - mean) * (static_cast<long double>(x) - mean);
    const double deviation = static_cast<double>(std::sqrt(squares / static_cast<long double>(values.size())));
    for (const bool big_endian : {false, true}) {
      INFO("kind " << static_cast<int>(kind) << (big_endian ? ", big-endian" : ""));
      TensorAccumulator accumulator({kind, big_endian});
      accumulator.feed(encode(values, {kind, big_endian}));
      const TensorStats stats = accumulator.finish();
      CHECK(stats.count == values.size());
      CHECK(stats.nan == 0);
      CHECK(stats.zeros == static_cast<std::uint64_t>(std::ranges::count(values, 0.0)));
      REQUIRE(stats.finite);
      CHECK(stats.finite->min == std::ranges::min(values));
      CHECK(stats.finite->max == std::ranges::max(values));
      CHECK(stats.finite->mean == Catch::Approx(static_cast<double>(mean)).epsilon(1e-12).margin(1e-12 * deviation));
      CHECK(stats.finite->standard_deviation == Catch::Approx(deviation).epsilon(1e-12));
      std::uint64_t counted = 0;
      for (const std::uint64_t n : stats.histogram->counts) counted += n;
      CHECK(counted == values.size());
    }
  }
}

TEST_CASE("parts that are put together have the moments and the histogram of the whole") {
  std::mt19937 random(9);
  std::normal_distribution<double> normal(3, 0.5);
  std::vector<double> values(5'000);
  std::ranges::generate(values, [&] { return normal(random); });
  const auto of = [](std::span<const double> part) {
    StreamingHistogram histogram;
    if (!part.empty()) histogram.add(part, std::ranges::min(part), std::ranges::max(part));
    return histogram;
  };
  const Moments whole = Moments::of(values, sum_of(values));
  const StreamingHistogram drawn = of(values);
  for (const std::size_t cut : {0U, 1U, 777U, 4'999U, 5'000U}) {
    INFO("cut at " << cut);
    const auto first = std::span<const double>(values).first(cut);
    const auto second = std::span<const double>(values).subspan(cut);
    Moments moments = Moments::of(first, sum_of(first));
    moments.merge(Moments::of(second, sum_of(second)));
    CHECK(moments.count == whole.count);
    CHECK(moments.mean == Catch::Approx(whole.mean).epsilon(1e-14));
    CHECK(moments.standard_deviation() == Catch::Approx(whole.standard_deviation()).epsilon(1e-12));
    StreamingHistogram histogram = of(first);
    histogram.merge(of(second));
    CHECK(histogram.counts() == drawn.counts());
    CHECK(histogram.from() == drawn.from());
    CHECK(histogram.bin_width() == drawn.bin_width());
  }
}

TEMPLATE_TEST_CASE("bins have their edges where they say, on both sides of zero", "", float, double) {
  // Multiples of a quarter of a bin around every edge: the fast way of rounding down must agree with floor().
  for (const int exponent : {-100, -20, 0, 3, 40}) {
    std::vector<TestType> values;
    for (int k = -128; k < 128; ++k) values.push_back(std::ldexp(static_cast<TestType>(k), exponent - 2));
    StreamingHistogram histogram;
    histogram.add(values, std::ldexp(-32.0, exponent), std::ldexp(31.75, exponent));
    CHECK(histogram.bin_width() == std::ldexp(1.0, exponent));
    CHECK(histogram.from() == std::ldexp(-32.0, exponent));
    CHECK(histogram.counts() == std::vector<std::uint64_t>(64, 4));
  }
}

TEMPLATE_TEST_CASE("what is nearly zero is in the bin of its sign, however wide bins are", "", float, double) {
  constexpr TestType kTiny = std::numeric_limits<TestType>::denorm_min();
  constexpr TestType kMax = std::numeric_limits<TestType>::max();
  for (const TestType high : {kTiny, TestType{1}, TestType{1000}, kMax}) {
    const std::vector<TestType> values{-kTiny, -kTiny, kTiny, high};
    StreamingHistogram histogram;
    histogram.add(values, static_cast<double>(-kTiny), static_cast<double>(high));
    INFO("up to " << high);
    CHECK(histogram.from() < 0);
    CHECK(histogram.counts().front() == 2);
    CHECK(histogram.counts().back() == (high == kTiny ? 2 : 1));
  }
}

TEST_CASE("values have the same bins as floats and as doubles") {
  const unsigned seed = 20'261'129;
  std::mt19937 random(seed);
  // Means far from zero: bins of high numbers, which floats have no room for.
  for (const float mean : {0.0F, 1e-3F, 1.0F, 300.0F, 1e8F, 1e30F}) {
    for (const float spread : {1e-38F, 1e-9F, 0.02F, 5.0F, 4e5F, 1e37F}) {
      std::normal_distribution<float> normal(mean, spread);
      std::vector<float> values(3'000);
      std::ranges::generate(values, [&] { return normal(random); });
      const std::vector<double> wide(values.begin(), values.end());
      StreamingHistogram floats;
      StreamingHistogram doubles;
      floats.add(values, std::ranges::min(wide), std::ranges::max(wide));
      doubles.add(wide, std::ranges::min(wide), std::ranges::max(wide));
      INFO("seed " << seed << ", mean " << mean << ", spread " << spread);
      CHECK(floats.counts() == doubles.counts());
      CHECK(floats.from() == doubles.from());
      CHECK(floats.bin_width() == doubles.bin_width());
    }
  }
}

}  // namespace weighbridge::stats
