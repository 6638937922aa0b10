#include <catch2/catch_test_macros.hpp>

#include "rules/values_subject.h"

namespace weighbridge::rules {

void check_constant_tensor(const Subject&, Findings&);

namespace {

TEST_CASE("constant-tensor: a kernel of halves is found with its value") {
  ValuesSubject subject;
  subject.layer("dense", "Dense",
                {tensor_of("k", "kernel", {4, 4}, filled(16, 0.5f)), tensor_of("b", "bias", {4}, filled(4, 0.5f))});
  const auto findings = subject.check(check_constant_tensor);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].params.at("value") == "0.5");
  CHECK(findings[0].params.at("kernels") == "1 kernel");  // the bias is no kernel
}

TEST_CASE("constant-tensor: gammas of one, zeros, three values and one deviant are silent") {
  ValuesSubject subject;
  auto deviant = filled(16, 0.5f);
  deviant[3] = 0.50001f;
  subject.layer("bn", "BatchNormalization", {tensor_of("g", "gamma", {16}, filled(16, 1))})
      .layer("zeros", "Dense", {tensor_of("z", "kernel", {4, 4}, filled(16, 0))})
      .layer("tiny", "Dense", {tensor_of("t", "kernel", {3, 1}, filled(3, 2))})
      .layer("deviant", "Dense", {tensor_of("d", "kernel", {4, 4}, deviant)});
  CHECK(subject.check(check_constant_tensor).empty());
}

}  // namespace
}  // namespace weighbridge::rules
