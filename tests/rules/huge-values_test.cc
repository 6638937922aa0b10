#include <catch2/catch_test_macros.hpp>

#include "rules/values_subject.h"

namespace weighbridge::rules {

void check_huge_values(const Subject&, Findings&);

namespace {

TEST_CASE("huge-values: one value beyond a million is found, of either sign") {
  ValuesSubject subject;
  auto values = glorot(1, 20, 8);
  values[5] = -1.5e6f;
  subject.layer("dense", "Dense", {tensor_of("k", "kernel", {20, 8}, values)});
  const auto findings = subject.check(check_huge_values);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].params.at("largest") == "1500000");
}

TEST_CASE("huge-values: exactly a million, and statistics of large data, are silent") {
  ValuesSubject subject;
  subject.layer("dense", "Dense", {tensor_of("k", "kernel", {2}, {1e6f, -1e6f})})
      .layer("bn", "BatchNormalization", {tensor_of("v", "moving_variance", {2}, {1e12f, 3e9f})})
      .layer("norm", "Normalization", {tensor_of("m", "mean", {2}, {1e9f, 2e9f})});
  CHECK(subject.check(check_huge_values).empty());
}

}  // namespace
}  // namespace weighbridge::rules
