#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "rules/values_subject.h"

namespace weighbridge::rules {

void check_inf_weights(const Subject&, Findings&);

namespace {

TEST_CASE("inf-weights: infinities of both signs are counted") {
  constexpr float kInf = std::numeric_limits<float>::infinity();
  ValuesSubject subject;
  subject.layer("dense", "Dense", {tensor_of("k", "kernel", {2, 2}, {kInf, -kInf, 0, 1})});
  const auto findings = subject.check(check_inf_weights);
  REQUIRE(findings.size() == 1);
  CHECK(std::get<double>(findings[0].evidence[0].fields[1].second) == 2);
}

TEST_CASE("inf-weights: the largest finite float is silent") {
  ValuesSubject subject;
  subject.layer(
      "dense", "Dense",
      {tensor_of("k", "kernel", {2}, {std::numeric_limits<float>::max(), std::numeric_limits<float>::quiet_NaN()})});
  CHECK(subject.check(check_inf_weights).empty());
}

TEST_CASE("inf-weights: nothing but 0 and minus infinity is an attention mask") {
  constexpr float kInf = std::numeric_limits<float>::infinity();
  const auto severity = [](std::vector<Tensor> tensors) {
    ValuesSubject subject;
    subject.layer("attention", "CausalAttention", std::move(tensors));
    return subject.check(check_inf_weights).at(0).severity;
  };
  CHECK(severity({tensor_of("m", "", {2, 2}, {0, -kInf, 0, 0})}) == Severity::note);
  CHECK(severity({tensor_of("m", "", {2, 2}, {0, kInf, 0, 0})}) == Severity::error);
  CHECK(severity({tensor_of("m", "", {2, 2}, {1, -kInf, 0, 0})}) == Severity::error);
  CHECK(severity({tensor_of("m", "", {2, 2}, {-kInf, -kInf, -kInf, -kInf})}) == Severity::error);
  CHECK(severity({tensor_of("m", "", {4}, {0, -kInf, 0, 0})}) == Severity::error);
  CHECK(severity({tensor_of("m", "", {2, 2}, {0, -kInf, 0, 0}), tensor_of("k", "kernel", {2, 1}, {0.5, kInf})}) ==
        Severity::error);
}

}  // namespace
}  // namespace weighbridge::rules
