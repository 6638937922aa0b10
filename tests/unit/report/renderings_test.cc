// Text and Markdown: what a hostile file can't do to them, and what they must show.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "report/evidence_text.h"
#include "weighbridge/analyze.h"

using namespace weighbridge;
using Catch::Matchers::ContainsSubstring;

namespace {

Report hostile_report() {
  Report report;
  report.file_name = "a\x1B[2Jb.h5";
  report.layout = "keras-legacy-weights";
  report.verdict = {VerdictState::partly_empty, "This file is partly empty: <b>x</b> has no weights.", "Why.", "Next."};
  report.layers.push_back({.path = "x",
                           .name = "x|y`z\n# title",
                           .class_name = "Dense",
                           .class_known_from = "name",
                           .state = LayerState::empty,
                           .tensors = {}});
  WordedFinding finding{
      .finding =
          {.id = "never-built", .severity = Severity::error, .confidence = Confidence::likely, .path = "x", .params = {}, .evidence = {}},
      .title = "A title",
      .why = "",
      .fixes = {}};
  finding.finding.evidence.push_back(evidence::excerpt("it begins with", "</table><script>"));
  finding.fixes.push_back({.title = "Fix it", .applies_to = {"keras", "3.0.0", std::nullopt}, .code = "```\nmodel(x)\n"});
  report.findings.push_back(finding);
  return report;
}

}  // namespace

TEST_CASE("text: verdict first, no control characters, within the width") {
  const std::string text = to_text(hostile_report(), 60);
  CHECK(text.starts_with("a\xEF\xBF\xBD[2Jb.h5"));
  CHECK(!text.contains('\x1B'));
  CHECK(text.find("partly empty") < text.find("Why:"));
  CHECK_THAT(text, ContainsSubstring("Why:  Why.\nNext: Next.\n"));
  CHECK_THAT(text, ContainsSubstring("error: A title [never-built, likely]"));
  CHECK_THAT(text, ContainsSubstring("model(x)"));
}

TEST_CASE("text: a file of many layers shows the first and says how many more there are") {
  Report report;
  for (int i = 0; i < 100; ++i)
    report.layers.push_back({.path = "", .name = "dense_" + std::to_string(i), .class_name = "", .class_known_from = "", .tensors = {}});
  const std::string text = to_text(report, 80);
  CHECK_THAT(text, ContainsSubstring("dense_59") && ContainsSubstring("... and 40 more (--json lists all)"));
  CHECK(!text.contains("dense_60"));
}

TEST_CASE("Markdown: text from the file stays text") {
  const std::string markdown = to_markdown(hostile_report());
  CHECK(markdown.starts_with("**This file is partly empty: \\<b\\>x\\</b\\> has no weights.**"));
  CHECK_THAT(markdown, ContainsSubstring("| x\\|y\\`z \\# title | Dense | empty | 0 | 0 |"));
  CHECK_THAT(markdown, ContainsSubstring("\\</table\\>\\<script\\>"));
  CHECK_THAT(markdown, ContainsSubstring("````python\n```\nmodel(x)\n````\n"));  // a fence that the code can't close
}

TEST_CASE("evidence as a line of text") {
  using namespace evidence;
  using report::evidence_for_people;
  CHECK(evidence_for_people(at("layers/dense", "group without datasets")) == "layers/dense: group without datasets");
  CHECK(evidence_for_people(absent("", "layer_names")) == "/: not there: layer_names");
  CHECK(evidence_for_people(attribute("dense", "weight_names", "[]")) == "dense: attribute weight_names = []");
  CHECK(evidence_for_people(bytes(20, "01", "never closed")) == "at byte 20: 01 (never closed)");
  CHECK(evidence_for_people(measurement("missing", 10972, "bytes")) == "missing: 10,972 bytes");
  CHECK(evidence_for_people(measurement("share", 12.5, "%")) == "share: 12.5 %");
  CHECK(evidence_for_people(measurement("kernels", 1, "tensors")) == "kernels: 1 tensor");
  CHECK(evidence_for_people(measurement("the largest magnitude", 2.5, "")) == "the largest magnitude: 2.5");
  CHECK(evidence_for_people(measurement("the largest magnitude", 1.0000000150474662e+30, "")) == "the largest magnitude: 1e+30");
  CHECK(evidence_for_people(measurement("the largest magnitude", -0.123456789, "")) == "the largest magnitude: -0.1235");
  CHECK(evidence_for_people(evidence::pair("length", "2", "1")) == "length: expected 2, found 1");
  CHECK(evidence_for_people(evidence::list("layers", {"a", "b"})) == "layers: a and b");
}
