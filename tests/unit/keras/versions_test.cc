// Release numbers, read and compared.
#include "keras/versions.h"

#include <catch2/catch_test_macros.hpp>

using namespace weighbridge::keras;

TEST_CASE("versions are read as far as they are numbers") {
  CHECK(parse_version("3.6.0") == Version{3, 6, 0});
  CHECK(parse_version("2.2.4-tf") == Version{2, 2, 4});
  CHECK(parse_version("2.15") == Version{2, 15, 0});
  CHECK_FALSE(parse_version("3"));
  CHECK_FALSE(parse_version("unknown"));
  CHECK(to_string(Version{2, 15, 1}) == "2.15.1");
}

TEST_CASE("versions compare part by part, as far as the bound goes") {
  CHECK(compare_to_bound("2.15.1", "2.15") == 0);
  CHECK(compare_to_bound("2.9.0", "2.15") < 0);
  CHECK(compare_to_bound("3", "2.16") > 0);
  CHECK(compare_to_bound("2.4.0-tf", "2.4.1") < 0);
  CHECK(surely_below({"keras", std::nullopt, "2.3.1"}, "3"));
  CHECK_FALSE(surely_below({"keras", "2.0.0", std::nullopt}, "3"));
}
