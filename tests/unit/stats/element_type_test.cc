#include "stats/element_type.h"

#include <array>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace weighbridge::stats {
namespace {

template <typename Raw>
double decode_one(ElementKind kind, Raw raw, bool big_endian = false) {
  std::array<std::byte, sizeof(Raw)> bytes;
  if (big_endian && sizeof(Raw) > 1) raw = std::byteswap(raw);
  std::memcpy(bytes.data(), &raw, sizeof(Raw));
  double out = 0;
  decode({kind, big_endian}, bytes, {&out, 1});
  return out;
}

// binary16 by its definition, with ldexp instead of bit moves.
double half_by_definition(unsigned bits) {
  const double sign = (bits & 0x8000u) != 0 ? -1 : 1;
  const int exponent = static_cast<int>((bits >> 10) & 0x1f);
  const double fraction = bits & 0x3ffu;
  if (exponent == 31) return fraction != 0 ? std::numeric_limits<double>::quiet_NaN() : sign * HUGE_VAL;
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  return sign * std::ldexp(1 + fraction / 1024, exponent - 15);
}

TEST_CASE("every float16 pattern is read as IEEE 754 defines it") {
  for (unsigned bits = 0; bits < 0x10000u; ++bits) {
    const double want = half_by_definition(bits);
    for (const bool big_endian : {false, true}) {
      const double got = decode_one(ElementKind::float16, static_cast<std::uint16_t>(bits), big_endian);
      if (std::isnan(want) ? !std::isnan(got) : got != want || std::signbit(got) != std::signbit(want)) {
        FAIL("pattern " << bits << " gave " << got << ", wanted " << want);
      }
    }
  }
}

TEST_CASE("every kind keeps its extremes") {
  CHECK(decode_one<std::int8_t>(ElementKind::int8, -128) == -128);
  CHECK(decode_one<std::uint8_t>(ElementKind::uint8, 255) == 255);
  CHECK(decode_one<std::uint8_t>(ElementKind::boolean, 1) == 1);
  CHECK(decode_one<std::int16_t>(ElementKind::int16, -32768, true) == -32768);
  CHECK(decode_one<std::uint16_t>(ElementKind::uint16, 65535, true) == 65535);
  CHECK(decode_one<std::int32_t>(ElementKind::int32, std::numeric_limits<std::int32_t>::min(), true) == -2147483648.0);
  CHECK(decode_one<std::uint32_t>(ElementKind::uint32, 0xffffffffu) == 4294967295.0);
  CHECK(decode_one<std::int64_t>(ElementKind::int64, std::numeric_limits<std::int64_t>::min()) ==
        -9223372036854775808.0);
  CHECK(decode_one<std::uint64_t>(ElementKind::uint64, std::uint64_t{1} << 63, true) == 9223372036854775808.0);
  CHECK(decode_one<std::uint16_t>(ElementKind::bfloat16, 0x3fc0) == 1.5);  // 0x3fc00000 is 1.5f
  CHECK(decode_one(ElementKind::float32, std::bit_cast<std::uint32_t>(-0.1f), true) == static_cast<double>(-0.1f));
  CHECK(decode_one(ElementKind::float64, std::bit_cast<std::uint64_t>(1e308)) == 1e308);
}

TEST_CASE("names without values have no element type") {
  CHECK_FALSE(element_type("string", false));
  CHECK_FALSE(element_type("opaque", false));
  CHECK_FALSE(element_type("", false));
  REQUIRE(element_type("bfloat16", true));
  CHECK(element_type("bfloat16", true)->big_endian);
  CHECK(element_type("float64", false)->size_bytes() == 8);
}

}  // namespace
}  // namespace weighbridge::stats
