#include <catch2/catch_test_macros.hpp>

#include "rules/values_subject.h"

namespace weighbridge::rules {

void check_never_trained(const Subject&, Findings&);

namespace {

std::vector<float> forget_bias(std::size_t units) {
  std::vector<float> bias(4 * units, 0);
  std::fill_n(bias.begin() + static_cast<std::ptrdiff_t>(units), units, 1.0f);
  return bias;
}

// Two orthonormal rows times a rotation would do; the identity is the simplest orthogonal matrix with the right sum of
// squares.
std::vector<float> identity_rows(std::size_t rows, std::size_t columns) {
  std::vector<float> values(rows * columns, 0);
  for (std::size_t i = 0; i < rows; ++i) values[i * columns + i] = 1;
  return values;
}

TEST_CASE("never-trained: fresh layers of many kinds are recognised, for a hundred seeds") {
  for (unsigned seed = 0; seed < 100; ++seed) {
    ValuesSubject subject;
    subject.fresh_dense("dense", seed, 300, 200)
        .layer("embedding", "Embedding", {tensor_of("e", "embeddings", {100, 16}, uniform(seed + 1000, 1600, 0.05))})
        .layer("lstm", "LSTM",
               {tensor_of("k", "kernel", {16, 32}, glorot(seed + 2000, 16, 32)),
                tensor_of("r", "recurrent_kernel", {8, 32}, identity_rows(8, 32)),
                tensor_of("b", "bias", {32}, forget_bias(8))})
        .layer(
            "bn", "BatchNormalization",
            {tensor_of("g", "gamma", {8}, filled(8, 1)), tensor_of("be", "beta", {8}, filled(8, 0)),
             tensor_of("m", "moving_mean", {8}, filled(8, 0)), tensor_of("v", "moving_variance", {8}, filled(8, 1))});
    const auto findings = subject.check(check_never_trained);
    INFO("seed " << seed);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].confidence == Confidence::likely);
  }
}

TEST_CASE("never-trained: one bias that moved is enough to be silent") {
  ValuesSubject subject;
  auto bias = filled(8, 0);
  bias[3] = 1e-9f;
  subject.fresh_dense("dense", 1)
      .layer("out", "Dense", {tensor_of("k", "kernel", {20, 8}, glorot(2, 20, 8)), tensor_of("b", "bias", {8}, bias)});
  CHECK(subject.check(check_never_trained).empty());
}

TEST_CASE("never-trained: a kernel beyond its bound, or too narrow for it, is silent") {
  // Large enough that the spread tells one initializer from another.
  auto beyond = glorot(2, 64, 64);
  beyond[11] = 1.02f * static_cast<float>(std::sqrt(6.0 / 128));
  auto narrow = glorot(2, 64, 64);
  for (float& value : narrow) value *= 0.5f;
  for (const auto& kernel : {beyond, narrow}) {
    ValuesSubject subject;
    subject.layer("dense", "Dense",
                  {tensor_of("k", "kernel", {64, 64}, kernel), tensor_of("b", "bias", {64}, filled(64, 0))});
    CHECK(subject.check(check_never_trained).empty());
  }
}

TEST_CASE("never-trained: a note, unless the file itself says that training was meant") {
  ValuesSubject fresh;
  fresh.fresh_dense("dense", 1);
  REQUIRE(fresh.check(check_never_trained).size() == 1);
  CHECK(fresh.check(check_never_trained)[0].severity == Severity::note);
  SECTION("a counter at 0 and a learning rate say nothing") {
    auto& optimizer = fresh.checkpoint().optimizer.emplace();
    optimizer.iterations = 0;
    CHECK(fresh.check(check_never_trained)[0].severity == Severity::note);
  }
  SECTION("steps") {
    fresh.checkpoint().optimizer.emplace().iterations = 3;
    CHECK(fresh.check(check_never_trained)[0].severity == Severity::warning);
  }
  SECTION("arrays for variables") {
    Tensor moment;
    moment.shape = {8};
    moment.parameters = 8;
    fresh.checkpoint().optimizer.emplace().tensors.push_back(moment);
    CHECK(fresh.check(check_never_trained)[0].severity == Severity::warning);
  }
}

TEST_CASE("never-trained: without any bias it is only possible, and with too few values nothing is said") {
  ValuesSubject no_bias;
  no_bias.layer("dense", "Dense", {tensor_of("k", "kernel", {20, 8}, glorot(2, 20, 8))});
  const auto findings = no_bias.check(check_never_trained);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].confidence == Confidence::possible);
  ValuesSubject tiny;
  tiny.fresh_dense("dense", 1, 3, 2);
  CHECK(tiny.check(check_never_trained).empty());
}

}  // namespace
}  // namespace weighbridge::rules
