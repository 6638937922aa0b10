// A report of a wrong verdict: everything that helps, and nothing that is the user's.
#include "weighbridge/wrong_verdict.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace weighbridge;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr std::string_view kSecret = "secret";

// Whatever text comes out of a file says "secret" here.
Report report_of_secrets() {
  const std::string secret(kSecret);
  Report report;
  report.file_name = secret + ".weights.h5";
  report.size_bytes = 12'552;
  report.files = {{secret, 1}};
  report.container = "hdf5";
  report.layout = "keras-v3-weights";
  report.writer = {{"keras", secret, "3.6.0"}, secret, {secret}};
  report.verdict = {VerdictState::empty, secret, secret, secret};
  const Tensor tensor{.path = secret,
                      .role = secret,
                      .dtype = "float32",
                      .shape = {4},
                      .storage = {},
                      .stats = {},
                      .stats_problem = secret};
  const Layer empty{.path = secret,
                    .name = secret,
                    .class_name = "Dense",
                    .class_known_from = "path",
                    .state = LayerState::empty,
                    .tensors = {}};
  const Layer filled{.path = secret,
                     .name = secret,
                     .class_name = "Secret" + secret,
                     .class_known_from = "",
                     .state = LayerState::filled,
                     .tensors = {tensor}};
  report.layers = std::vector{empty, filled};
  report.optimizer = Optimizer{.path = secret, .name = secret, .iterations = 7, .tensors = {tensor}};
  WordedFinding finding{.finding = {.id = "never-built",
                                    .severity = Severity::error,
                                    .confidence = Confidence::likely,
                                    .path = secret,
                                    .params = {{"layers", secret}},
                                    .evidence = {},
                                    .layers = {secret}},
                        .title = secret,
                        .why = secret,
                        .fixes = {{.title = secret, .code = secret}}};
  finding.finding.evidence.push_back(evidence::excerpt(secret, secret));
  report.findings.push_back(finding);
  report.not_run.push_back({"nan-weights", NotRunCause::values_unread, secret});
  report.loaders.push_back({.loader = {"keras", "3.0.0", std::nullopt},
                            .call = "model.load_weights(path)",
                            .outcome = LoaderOutcome::raises,
                            .error = "ValueError: " + secret,
                            .because = "never-built",
                            .remedy = secret});
  report.scan = {ScanState::partial, 1, 1, secret};
  return report;
}

}  // namespace

TEST_CASE("a report of a wrong verdict holds what helps") {
  const std::string facts = facts_without_names(report_of_secrets());
  for (const char* part :
       {"verdict: empty", ".weights.h5, 12,552 bytes, hdf5, keras-v3-weights", "keras ? to 3.6.0", "empty 1, filled 1",
        "Dense 1", "of other classes 1", "float32 1; intact 1", "never-built (error, likely)",
        "keras 3.0.0 and newer: raises, because of never-built", "partial"}) {
    CHECK_THAT(facts, ContainsSubstring(part));
  }
}

TEST_CASE("a report of a wrong verdict holds no name and no text of the file") {
  Report report = report_of_secrets();
  CHECK_THAT(facts_without_names(report), !ContainsSubstring("secret", Catch::CaseSensitive::No));
  report.file_name = "model.secret";
  CHECK_THAT(facts_without_names(report), !ContainsSubstring("secret", Catch::CaseSensitive::No));
}

TEST_CASE("a link to report a wrong verdict is made only where an address is known") {
  const Report report = report_of_secrets();
  CHECK(wrong_verdict_link(report, "").empty());
  CHECK(wrong_verdict_link(report, "https://example.org/new")
            .starts_with("https://example.org/new?title=Wrong%20verdict%3A%20empty&body=What%20does"));
  CHECK(wrong_verdict_link(report, "https://example.org/new?labels=verdict")
            .starts_with("https://example.org/new?labels=verdict&title="));
  CHECK_THAT(wrong_verdict_link(report, "https://example.org/new"),
             ContainsSubstring("%0A-%20layers%3A%20empty%201%2C%20filled%201%0A"));
}

TEST_CASE("a link to report a wrong verdict stays short, whatever the file") {
  Report report = report_of_secrets();
  const WordedFinding finding = report.findings.front();
  const LoaderPrediction loader = report.loaders.front();
  for (int i = 0; i < 500; ++i) report.findings.push_back(finding);
  for (int i = 0; i < 500; ++i) report.loaders.push_back(loader);
  CHECK(wrong_verdict_link(report, "https://example.org/new").size() < 8'000);
}
