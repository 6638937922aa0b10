#include "base/decimal.h"

#include <array>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace text = weighbridge::text;

namespace {

// What every step of a double's neighbourhood is written as: by powers of two, by ends of decimals, and at random.
std::vector<double> tried() {
  std::vector<double> values{0.0, 5e-324, 2.2250738585072014e-308, std::numeric_limits<double>::max(), 1e22, 1e23};
  for (int power = -1074; power < 1024; power += 3) values.push_back(std::ldexp(1.0, power));
  for (int i = 0; i < 400; ++i) values.push_back(i / 8.0 * std::pow(10, i % 40 - 20));
  for (int i = 0; i < 400; ++i) values.push_back(1.00005 + i * 0.0001);  // halves, nearly, of the fourth digit
  std::mt19937_64 random(20261129);
  for (int i = 0; i < 4000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (std::isfinite(value)) values.push_back(value);
    values.push_back(static_cast<double>(random()));
  }
  const std::size_t count = values.size();
  for (std::size_t i = 0; i < count; ++i) {
    const double value = values[i];
    values.push_back(std::nextafter(value, 0));
    values.push_back(-std::nextafter(value, std::numeric_limits<double>::infinity()));
  }
  return values;
}

template <typename... Format>
std::string by_library(double value, Format... format) {
  std::array<char, 400> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value, format...).ptr};
}

}  // namespace

TEST_CASE("the shortest decimal is the C++ library's") {
  for (const double value : tried()) {
    CAPTURE(value);
    REQUIRE(text::shortest(value) == by_library(value));
  }
}

TEST_CASE("a decimal is rounded as the C++ library rounds") {
  for (const double value : tried()) {
    CAPTURE(value);
    for (const int digits : {1, 4, 17}) {
      REQUIRE(text::rounded(value, digits) == by_library(value, std::chars_format::general, digits));
    }
  }
}

TEST_CASE("what is no number has a word") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const auto write : {+[](double value) { return text::shortest(value); },
                           +[](double value) { return text::rounded(value, 4); }}) {
    CHECK(write(infinity) == "inf");
    CHECK(write(-infinity) == "-inf");
    CHECK(write(std::nan("")) == "nan");
    CHECK(write(-0.0) == "-0");
  }
}
