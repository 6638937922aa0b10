#include "base/json_builder.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using weighbridge::JsonBuilder;

namespace {

template <typename T>
std::string written(const T& value) {
  JsonBuilder json;
  const std::string line = json.write_line(json.of(value));
  REQUIRE(line.ends_with('\n'));
  return line.substr(0, line.size() - 1);
}

}  // namespace

TEST_CASE("keys stay in the order in which they were added") {
  JsonBuilder json;
  const auto object = json.object();
  json.add(object, "z", json.of(std::uint64_t{1}));
  json.add(object, "a", json.null());
  json.add(object, "m", json.of(true));
  CHECK(json.write_line(object) == "{\"z\":1,\"a\":null,\"m\":true}\n");
}

TEST_CASE("text is valid UTF-8 and escaped, whatever the file held") {
  CHECK(written(std::string_view("слой")) == "\"слой\"");
  CHECK(written(std::string_view("a\"b\\c\n\x01")) == R"("a\"b\\c\n\u0001")");
  CHECK(written(std::string_view("ker\xFFnel")) == "\"ker\xEF\xBF\xBDnel\"");
  CHECK(written(std::string_view("\xC3")) == "\"\xEF\xBF\xBD\"");
}

TEST_CASE("numbers") {
  CHECK(written(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  CHECK(written(12.0) == "12");
  CHECK(written(-3.0) == "-3");
  CHECK(written(0.5) == "0.5");
  CHECK(written(9007199254740992.0) == "9007199254740992");
  CHECK(written(1e300) == "1e300");
  CHECK(written(std::numeric_limits<double>::quiet_NaN()) == "null");
  CHECK(written(-std::numeric_limits<double>::infinity()) == "null");
}

TEST_CASE("an optional without a value is null") {
  CHECK(written(std::optional<std::string>()) == "null");
  CHECK(written(std::optional<std::string>("3.6.0")) == "\"3.6.0\"");
}
