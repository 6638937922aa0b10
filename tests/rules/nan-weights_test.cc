#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <utility>
#include <vector>

#include "rules/values_subject.h"

namespace weighbridge::rules {

void check_nan_weights(const Subject&, Findings&);
void check_inf_weights(const Subject&, Findings&);

namespace {

std::vector<float> with_nan(std::vector<float> values) {
  values[values.size() / 2] = std::numeric_limits<float>::quiet_NaN();
  return values;
}

TEST_CASE("nan-weights: one NaN in a kernel is found and named") {
  ValuesSubject subject;
  subject.fresh_dense("dense", 1)
      .layer("out", "Dense", {tensor_of("layers/out/vars/0", "kernel", {20, 8}, with_nan(glorot(2, 20, 8)))});
  const auto findings = subject.check(check_nan_weights);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::error);
  CHECK(findings[0].confidence == Confidence::certain);
  CHECK(findings[0].path == "layers/out/vars/0");
  CHECK(findings[0].params.at("layers") == "out");
  CHECK(findings[0].params.at("extent").find("The other tensors are finite") == 0);
}

TEST_CASE("nan-weights: damage to moving statistics alone is called repairable") {
  ValuesSubject subject;
  subject.fresh_dense("dense", 1)
      .layer("bn", "BatchNormalization",
             {tensor_of("bn/0", "gamma", {8}, filled(8, 1)),
              tensor_of("bn/2", "moving_mean", {8}, with_nan(filled(8, 0)))});
  const auto findings = subject.check(check_nan_weights);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].params.at("extent").find("Only moving statistics") == 0);
}

// "The other tensors are finite" is said only where it was seen.
TEST_CASE("nan-weights: infinities elsewhere are not passed over") {
  const float infinity = std::numeric_limits<float>::infinity();
  ValuesSubject subject;
  subject.fresh_dense("dense", 1)
      .layer("out", "Dense",
             {tensor_of("out/0", "kernel", {20, 8}, with_nan(glorot(2, 20, 8))),
              tensor_of("out/1", "bias", {2}, {-infinity, 1})});
  CHECK(subject.check(check_nan_weights).at(0).params.at("extent") == "Other tensors hold infinite values.");
}

TEST_CASE("nan-weights: both in one tensor") {
  std::vector<float> values = with_nan(glorot(2, 20, 8));
  values[0] = std::numeric_limits<float>::infinity();
  ValuesSubject subject;
  subject.fresh_dense("dense", 1).layer("out", "Dense", {tensor_of("out/0", "kernel", {20, 8}, values)});
  CHECK(subject.check(check_nan_weights).at(0).params.at("extent") == "The other tensors are finite.");
  CHECK(subject.check(check_inf_weights).size() == 1);  // the other finding is not hidden by this one
}

TEST_CASE("nan-weights: nothing is said of tensors that were not read") {
  Tensor unread = tensor_of("out/1", "bias", {8}, filled(8, 0));
  unread.stats.reset();
  ValuesSubject subject;
  subject.fresh_dense("dense", 1)
      .layer("out", "Dense", {tensor_of("out/0", "kernel", {20, 8}, with_nan(glorot(2, 20, 8))), std::move(unread)});
  CHECK(subject.check(check_nan_weights).at(0).params.at("extent") == "Not all of the other tensors could be read.");
}

TEST_CASE("nan-weights: finite and infinite values are silent") {
  ValuesSubject subject;
  subject.fresh_dense("dense", 1)
      .layer("out", "Dense", {tensor_of("k", "kernel", {2}, {std::numeric_limits<float>::infinity(), 1})});
  CHECK(subject.check(check_nan_weights).empty());
}

}  // namespace
}  // namespace weighbridge::rules
