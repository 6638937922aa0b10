#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

namespace text = weighbridge::text;

TEST_CASE("digits are grouped by three") {
  CHECK(text::group_digits(0) == "0");
  CHECK(text::group_digits(999) == "999");
  CHECK(text::group_digits(1000) == "1,000");
  CHECK(text::group_digits(1234567) == "1,234,567");
  CHECK(text::group_digits(std::numeric_limits<std::uint64_t>::max()) == "18,446,744,073,709,551,615");
}

TEST_CASE("sizes are rounded to one decimal, in powers of 1000") {
  constexpr std::pair<std::uint64_t, std::string_view> kSizes[] = {
      {0, "0 bytes"},
      {1, "1 byte"},
      {2, "2 bytes"},
      {999, "999 bytes"},
      {1000, "1 KB"},
      {1049, "1 KB"},
      {1050, "1.1 KB"},
      {12'345, "12.3 KB"},
      {999'949, "999.9 KB"},
      {999'950, "1 MB"},  // not "1000 KB"
      {4'500'000, "4.5 MB"},
      {999'950'000, "1 GB"},
      {20'000'000'000, "20 GB"},
      {1'000'000'000'000, "1 TB"},
      {1'000'000'000'000'000, "1 PB"},
      {1'000'000'000'000'000'000, "1 EB"},
      {std::numeric_limits<std::uint64_t>::max(), "18.4 EB"}};
  for (const auto& [bytes, words] : kSizes) {
    CAPTURE(bytes);
    CHECK(text::size_for_people(bytes) == words);
  }
}

TEST_CASE("counts agree with their noun") {
  CHECK(text::count_of(0, "layer") == "0 layers");
  CHECK(text::count_of(1, "layer") == "1 layer");
  CHECK(text::count_of(10'000, "layer") == "10,000 layers");
  CHECK(text::count_of(2, "class") == "2 classes");
  CHECK(text::count_of(2, "batch") == "2 batches");
  CHECK(text::count_of(2, "entry") == "2 entries");
  CHECK(text::count_of(2, "array") == "2 arrays");
}

TEST_CASE("names are joined, and what is left out is counted") {
  CHECK(text::join_names({}, 3).empty());
  CHECK(text::join_names({"a"}, 3) == "a");
  CHECK(text::join_names({"a", "b"}, 3) == "a and b");
  CHECK(text::join_names({"a", "b", "c"}, 3) == "a, b and c");
  CHECK(text::join_names({"a", "b", "c", "d"}, 3) == "a, b, c and 1 more");
  CHECK(text::join_names({"a", "b", "c", "d", "e", "f", "g", "h", "i"}, 2) == "a, b and 7 more");
  CHECK(text::join_names({"a", "b"}, 0) == "a and 1 more");
}

TEST_CASE("bytes are written as hexadecimal pairs") {
  const std::vector<std::byte> bytes = {std::byte{0x89}, std::byte{0x48}, std::byte{0x0D}, std::byte{0xFF}};
  CHECK(text::hex(bytes) == "89 48 0D FF");
  CHECK(text::hex({}).empty());
}

TEST_CASE("numbers read back as the same number") {
  CHECK(text::number(0) == "0");
  CHECK(text::number(-0.0) == "-0");
  CHECK(text::number(1) == "1");
  CHECK(text::number(100000) == "100000");
  CHECK(text::number(-123456789) == "-123456789");
  CHECK(text::number(0.1) == "0.1");
  CHECK(text::number(99.5) == "99.5");
  CHECK(text::number(1e300) == "1e+300");
  CHECK(text::number(5e-324) == "5e-324");
  CHECK(text::number(std::nan("")) == "nan");
  CHECK(text::number(HUGE_VAL) == "inf");
  CHECK(text::number(-HUGE_VAL) == "-inf");
  for (const double value : {1.0 / 3, 9007199254740991.0, 9007199254740993.0, 1e15, 1e16, 3.4028234663852886e38,
                             2.2250738585072014e-308, -0.3}) {
    const std::string shown = text::number(value);
    double back = 0;
    std::from_chars(shown.data(), shown.data() + shown.size(), back);
    CAPTURE(shown);
    CHECK(back == value);
  }
}

TEST_CASE("numbers inside names count as numbers when sorting") {
  std::vector<std::string> names = {"dense_10",
                                    "dense_2",
                                    "dense",
                                    "conv",
                                    "dense_1",
                                    "Dense",
                                    "dense_02",
                                    "dense_2a",
                                    "99999999999999999999999",
                                    "100000000000000000000000",
                                    ""};
  std::ranges::sort(names, text::natural_less);
  CHECK(names == std::vector<std::string>{"", "99999999999999999999999", "100000000000000000000000", "Dense", "conv",
                                          "dense", "dense_1", "dense_02", "dense_2", "dense_2a", "dense_10"});
}

TEST_CASE("the natural order is a strict weak order") {
  const std::vector<std::string> names = {"",    "0",   "00",   "1",    "01", "a",        "a0",  "a00", "a1",
                                          "a01", "a1b", "a01b", "a1b0", "b",  "\xC3\xB6", "a-1", "a/1"};
  for (const auto& a : names) {
    CHECK_FALSE(text::natural_less(a, a));
    for (const auto& b : names) {
      CAPTURE(a, b);
      CHECK((a == b || text::natural_less(a, b) != text::natural_less(b, a)));
      for (const auto& c : names) {
        if (text::natural_less(a, b) && text::natural_less(b, c)) CHECK(text::natural_less(a, c));
      }
    }
  }
}

TEST_CASE("digits and nothing else are a number") {
  for (const char* s : {"0", "007", "99999999999999999999999"}) CHECK(text::is_all_digits(s));
  for (const char* s : {"", "-1", "1.5", "12a", " 1", "\xD9\xA1"}) CHECK_FALSE(text::is_all_digits(s));
}

TEST_CASE("a number is the whole of a text") {
  CHECK(text::to_number("0") == 0u);
  CHECK(text::to_number("007") == 7u);
  CHECK(text::to_number("18446744073709551615") == 18446744073709551615u);
  for (const char* s : {"", "-1", "+1", "1.5", "12a", " 1", "1 ", "18446744073709551616"})
    CHECK_FALSE(text::to_number(s));
}

TEST_CASE("lower case touches ASCII letters only") {
  CHECK(text::to_lower_ascii("Model.H5 \xC3\x96") == "model.h5 \xC3\x96");
}
