#include <catch2/catch_test_macros.hpp>

#include "rules/values_subject.h"

namespace weighbridge::rules {

void check_duplicate_tensors(const Subject&, Findings&);

namespace {

TEST_CASE("duplicate-tensors: the same kernel in two layers is found") {
  ValuesSubject subject;
  subject.fresh_dense("online", 1).fresh_dense("other", 2).fresh_dense("target", 1);
  const auto findings = subject.check(check_duplicate_tensors);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::note);
  CHECK(findings[0].params.at("layers") == "online and target");
}

TEST_CASE("duplicate-tensors: equal biases, small kernels, other shapes and almost equal kernels are silent") {
  ValuesSubject subject;
  auto almost = glorot(1, 20, 8);
  almost[0] = almost[0] * 0.9999f;
  subject.fresh_dense("dense", 1)
      .layer("almost", "Dense", {tensor_of("a", "kernel", {20, 8}, almost)})
      .layer("turned", "Dense", {tensor_of("t", "kernel", {8, 20}, glorot(1, 20, 8))})
      .layer("small", "Dense", {tensor_of("s", "kernel", {4, 4}, glorot(3, 4, 4))})
      .layer("small_twin", "Dense", {tensor_of("u", "kernel", {4, 4}, glorot(3, 4, 4))});
  CHECK(subject.check(check_duplicate_tensors).empty());
}

}  // namespace
}  // namespace weighbridge::rules
