#include <catch2/catch_test_macros.hpp>

#include "rules/values_subject.h"

namespace weighbridge::rules {

void check_all_zero_kernel(const Subject&, Findings&);

namespace {

TEST_CASE("all-zero-kernel: a kernel of zeros is found") {
  ValuesSubject subject;
  subject.fresh_dense("dense", 1)
      .layer("out", "Dense", {tensor_of("layers/out/vars/0", "kernel", {4, 4}, filled(16, 0))});
  const auto findings = subject.check(check_all_zero_kernel);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].params.at("layers") == "out");
  CHECK(findings[0].params.at("kernels") == "1 kernel");
}

TEST_CASE("all-zero-kernel: zero biases and moving means, one value that is not 0, and integer stubs are silent") {
  ValuesSubject subject;
  auto almost = filled(16, 0);
  almost[7] = 1e-30f;
  subject.fresh_dense("dense", 1)
      .layer("bn", "BatchNormalization",
             {tensor_of("bn/1", "beta", {8}, filled(8, 0)), tensor_of("bn/2", "moving_mean", {8}, filled(8, 0))})
      .layer("almost", "Dense", {tensor_of("a", "kernel", {4, 4}, almost)})
      .layer("stub", "Dense", {tensor_of("s", "kernel", {4, 4}, filled(16, 0), "int8")});
  CHECK(subject.check(check_all_zero_kernel).empty());
}

}  // namespace
}  // namespace weighbridge::rules
