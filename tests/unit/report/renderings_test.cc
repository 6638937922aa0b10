// Text, Markdown and JSON: what a hostile file can't do to them, and what they must show.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/json.h"
#include "report/evidence_text.h"
#include "report/markdown_text.h"
#include "weighbridge/analyze.h"

using namespace weighbridge;
using Catch::Matchers::ContainsSubstring;

namespace {

Report hostile_report() {
  Report report;
  report.file_name = "a\x1B[2Jb.h5";
  report.layout = "keras-legacy-weights";
  report.verdict = {VerdictState::partly_empty, "This file is partly empty: <b>x</b> has no weights.", "Why.", "Next.",
                    "never-built"};
  report.layers = std::vector<Layer>{{.path = "x",
                                      .name = "x|y`z\n# title",
                                      .class_name = "Dense",
                                      .class_known_from = "name",
                                      .state = LayerState::empty,
                                      .tensors = {}}};
  WordedFinding finding{.finding = {.id = "never-built",
                                    .severity = Severity::error,
                                    .confidence = Confidence::likely,
                                    .path = "x",
                                    .params = {},
                                    .evidence = {}},
                        .title = "A title",
                        .why = "",
                        .fixes = {}};
  finding.finding.evidence.push_back(evidence::excerpt("it begins with", "</table><script>"));
  finding.fixes.push_back(
      {.title = "Fix it", .applies_to = {"keras", "3.0.0", std::nullopt}, .code = "```\nmodel(x)\n"});
  report.findings.push_back(finding);
  return report;
}

// NAME0, NAME1, ...
std::vector<Layer> layers_named(const std::string& name, int count) {
  std::vector<Layer> layers;
  for (int i = 0; i < count; ++i)
    layers.push_back({.path = name,
                      .name = name + std::to_string(i),
                      .class_name = "",
                      .class_known_from = "",
                      .state = LayerState::filled,
                      .tensors = {}});
  return layers;
}

}  // namespace

TEST_CASE("text: verdict first, no control characters, within the width") {
  const std::string text = to_text(hostile_report(), {.columns = 60});
  CHECK(text.starts_with("a\xEF\xBF\xBD[2Jb.h5"));
  CHECK(!text.contains('\x1B'));
  CHECK(text.find("partly empty") < text.find("Why:"));
  CHECK_THAT(text, ContainsSubstring("Why:  Why.\nNext: Next.\n"));
  CHECK_THAT(text, ContainsSubstring("error: A title [never-built, likely]"));
  CHECK_THAT(text, ContainsSubstring("model(x)"));
}

TEST_CASE("text: a file of many layers shows the first and says how many more there are") {
  Report report;
  report.layers = layers_named("dense_", 100);
  const std::string text = to_text(report, {});
  CHECK_THAT(text, ContainsSubstring("dense_59") && ContainsSubstring("... and 40 more (--json lists all)"));
  CHECK(!text.contains("dense_60"));
}

TEST_CASE("text: no invisible sign turns the direction around or hides what is written") {
  Report report = hostile_report();
  report.file_name = "m\u202Eh5.exe\u200B\u2066\uFEFF.h5";
  report.layers = layers_named("den\u202Ese", 1);
  for (const std::string& shown : {to_text(report, {}), to_markdown(report)}) {
    for (const char* sign : {"\u202E", "\u200B", "\u2066", "\uFEFF"}) CHECK(!shown.contains(sign));
  }
}

TEST_CASE("text: color only where it is asked for, and the words stay the same") {
  const std::string plain = to_text(hostile_report(), {.columns = 60, .color = false});
  std::string colored = to_text(hostile_report(), {.columns = 60, .color = true});
  CHECK(!plain.contains('\x1B'));
  CHECK(colored.contains("\x1B[1;33mThis file is partly empty"));
  CHECK(colored.contains("\x1B[1;31merror:\x1B[0m"));
  for (std::size_t at = colored.find('\x1B'); at != std::string::npos; at = colored.find('\x1B'))
    colored.erase(at, colored.find('m', at) + 1 - at);
  CHECK(colored == plain);
}

TEST_CASE("the path is shown where it was told") {
  Report report = hostile_report();
  report.file_name = "m.h5";
  const std::string_view path = "a/b/m.h5";
  CHECK(to_text(report, {}, path).starts_with("a/b/m.h5 ("));
  CHECK_THAT(to_markdown(report, path), ContainsSubstring("Partly loaded: `a/b/m.h5`"));
  CHECK_THAT(to_json(report, path), ContainsSubstring(R"("file":{"name":"m.h5","path":"a/b/m.h5",)"));
  CHECK(!to_json(report).contains("\"path\":\"a/b"));
}

TEST_CASE("JSON: the pieces are the whole, and every layer is in one of them") {
  Report report = hostile_report();
  const int count = GENERATE(0, 1, 511, 512, 513, 2000);
  CAPTURE(count);
  report.layers = layers_named("dense_", count);
  const JsonFrame frame = json_frame(report);
  CHECK(json::Document::parse(frame.before + frame.after));
  std::string layers;
  int pieces = 0;
  for (std::size_t next = 0; next < report.layers.size(); ++pieces) {
    const LayersPiece piece = layers_piece(report.layers, next);
    REQUIRE(piece.count > 0);
    CHECK(json::Document::parse("[" + piece.text + "]"));
    layers += (next == 0 ? "" : ",") + piece.text;
    next += piece.count;
  }
  const std::string whole = frame.before + layers + frame.after;
  CHECK(whole == to_json(report));
  CHECK(json::Document::parse(whole));
  CHECK(pieces == (count + 511) / 512);
}

TEST_CASE("Markdown: text from the file stays text") {
  const std::string markdown = to_markdown(hostile_report());
  CHECK(
      markdown.starts_with("### 🟡 Partly loaded: `a\xEF\xBF\xBD[2Jb.h5`\n\n**This file is partly empty: "
                           "\\<b\\>x\\</b\\> has no weights.**"));
  CHECK_THAT(markdown, ContainsSubstring("\\</table\\>\\<script\\>"));
  // A fence that the code can't close.
  CHECK_THAT(markdown, ContainsSubstring("  ````python\n  ```\n  model(x)\n  ````"));
  CHECK_THAT(markdown, ContainsSubstring("| empty | `x` | Dense |"));
}

TEST_CASE("Markdown: names call nobody, link nowhere and end no cell") {
  using report::markdown::cell;
  using report::markdown::code;
  using report::markdown::words;
  CHECK(code("a`b``c") == "``` a`b``c ```");
  CHECK(code("plain") == "`plain`");
  CHECK(words("call `fit(x)` *now*") == "call `fit(x)` \\*now\\*");
  CHECK(words("@octocat #1 https://a.test") == "@\u2060octocat \\#\u20601 https\u2060://a.test");
  CHECK(words("# heading") == "\\# heading");
  CHECK(words("- item") == "\\- item");
  CHECK(cell("a|b") == "a\\|b");
  CHECK(cell("a\\|b") == "a\\|b");
  CHECK(cell("a\\\\|b") == "a\\\\\\|b");
}

TEST_CASE("Markdown: never longer than an issue takes, whatever is long") {
  Report report = hostile_report();
  const std::string long_name(100'000, 'x');
  report.verdict.why = long_name;
  report.findings.assign(3000, report.findings.front());
  for (WordedFinding& worded : report.findings) worded.title = long_name;
  report.layers = layers_named(long_name, 10'000);
  const std::string markdown = to_markdown(report);
  CHECK(markdown.size() <= kMostMarkdownBytes);
  CHECK_THAT(markdown, ContainsSubstring("This file is partly empty") && ContainsSubstring("</details>") &&
                           ContainsSubstring("more findings"));
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
  CHECK(evidence_for_people(measurement("the largest magnitude", 1.0000000150474662e+30, "")) ==
        "the largest magnitude: 1e+30");
  CHECK(evidence_for_people(measurement("the largest magnitude", -0.123456789, "")) ==
        "the largest magnitude: -0.1235");
  CHECK(evidence_for_people(evidence::pair("length", "2", "1")) == "length: expected 2, found 1");
  CHECK(evidence_for_people(evidence::list("layers", {"a", "b"})) == "layers: a and b");
}
