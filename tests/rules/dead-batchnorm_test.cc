#include <catch2/catch_test_macros.hpp>

#include "rules/values_subject.h"

namespace weighbridge::rules {

void check_dead_batchnorm(const Subject&, Findings&);

namespace {

ValuesSubject with_variance(std::vector<float> variance, float gamma = 1) {
  ValuesSubject subject;
  const std::uint64_t n = variance.size();
  subject.layer(
      "bn", "BatchNormalization",
      {tensor_of("bn/0", "gamma", {n}, filled(n, gamma)), tensor_of("bn/3", "moving_variance", {n}, variance)});
  return subject;
}

TEST_CASE("dead-batchnorm: a variance of zeros is likely wrong, a negative one certainly") {
  const auto zero = with_variance(filled(8, 0)).check(check_dead_batchnorm);
  REQUIRE(zero.size() == 1);
  CHECK(zero[0].confidence == Confidence::likely);
  const auto negative = with_variance({1, 2, -0.5f, 1}).check(check_dead_batchnorm);
  REQUIRE(negative.size() == 1);
  CHECK(negative[0].confidence == Confidence::certain);
}

TEST_CASE("dead-batchnorm: initial ones, one dead channel, and a gamma that starts at zero are silent") {
  CHECK(with_variance(filled(8, 1)).check(check_dead_batchnorm).empty());
  CHECK(with_variance({0, 0.3f, 2}).check(check_dead_batchnorm).empty());
  CHECK(with_variance(filled(8, 1), 0).check(check_dead_batchnorm).empty());
}

}  // namespace
}  // namespace weighbridge::rules
