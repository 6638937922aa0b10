#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "rules/subject_builder.h"
#include "rules/word.h"

using namespace weighbridge;
using namespace weighbridge::rules;
using namespace weighbridge::rules::testing;
using Params = std::map<std::string, std::string>;

TEST_CASE("fill puts values in place of placeholders and leaves unknown ones") {
  CHECK(fill("a {{x}} b {{y}} c", Params{{"x", "1"}}) == "a 1 b {{y}} c");
  CHECK(fill("{{x}}{{x}}", Params{{"x", "ab"}}) == "abab");
  CHECK(fill("{{x", Params{{"x", "1"}}) == "{{x");
  CHECK(fill("", Params{}) == "");
}

TEST_CASE("fill does not look for placeholders inside values") {
  CHECK(fill("{{x}} {{y}}", Params{{"x", "{{y}}"}, {"y", "2"}}) == "{{y}} 2");
}

TEST_CASE("fill turns control characters into spaces") {
  CHECK(fill("{{x}}", Params{{"x", "a\nb\x1b[31m"}}) == "a b [31m");
}

TEST_CASE("a hostile file name cannot leave a Python string") {
  const Params params{{"file", "a\"); import os; os.system('x')#\\"}};
  CHECK(fill_code("load(\"{{file}}\")", "python", params) == "load(\"a\\\"); import os; os.system(\\'x\\')#\\\\\")");
}

TEST_CASE("a hostile file name cannot leave single quotes of a shell") {
  const Params params{{"file", "a'; rm -rf ~ #$(id)`id`"}};
  CHECK(fill_code("cat '{{file}}'", "sh", params) == "cat 'a'\\''; rm -rf ~ #$(id)`id`'");
}

TEST_CASE("newlines of a name never reach code") {
  CHECK(fill_code("# {{file}}", "python", Params{{"file", "a\nimport os"}}) == "# a import os");
}

TEST_CASE("Findings caps confidence at the ceiling and severity at the catalogue's") {
  Findings findings;
  findings.add(ids::kCustomLayerWithoutVariables,
               {.confidence = Confidence::certain, .params = {{"layers", "x"}}, .evidence = {evidence::at("x", "y")}});
  findings.add(ids::kWeightlessOnly, {.evidence = {evidence::at("x", "y")}, .severity = Severity::error});
  const std::vector<Finding> taken = findings.take();
  REQUIRE(taken.size() == 2);
  CHECK(taken[0].confidence == Confidence::likely);
  CHECK(taken[0].severity == Severity::error);
  CHECK(taken[1].severity == Severity::note);
  CHECK(findings.take().empty());
}

TEST_CASE("every rule has a known id, a unique function and a page") {
  std::vector<std::string_view> seen;
  for (const Rule& rule : all_rules()) {
    CHECK(catalogue::find(rule.entry.id) == &rule.entry);
    CHECK(rule.check != nullptr);
    CHECK(catalogue::page_of(rule.entry.id).starts_with("# "));
    CHECK(std::ranges::find(seen, rule.entry.id) == seen.end());
    seen.push_back(rule.entry.id);
  }
  CHECK(catalogue::find("no-such-id") == nullptr);
  CHECK(catalogue::page_of("no-such-id").empty());
}

TEST_CASE("a cause hides its consequences") {
  const SubjectBuilder part =
      hdf5_file("m_00001.weights.h5", keras::Layout::v3_weights, {layer("dense", "Dense", LayerState::empty)});
  CHECK(fires("never-built", part));
  CHECK(ids_of(part) == std::vector<std::string>{"lone-shard"});
}

TEST_CASE("findings come by severity, then rank, and know the file's name") {
  SubjectBuilder file =
      hdf5_file("a.b.weights.h5", keras::Layout::legacy_weights,
                {layer("dense_5", "Dense", LayerState::filled), layer("dense_6", "Dense", LayerState::empty)});
  const std::vector<Finding> findings = run_rules(file.subject()).findings;
  REQUIRE(findings.size() == 3);
  CHECK(findings[0].id == "layer-without-variables");
  CHECK(findings[1].id == "legacy-layout-named-weights-h5");
  CHECK(findings[2].id == "auto-generated-names");
  CHECK(findings[1].params.at("file") == "a.b.weights.h5");
  CHECK(findings[1].params.at("stem") == "a.b");
}

TEST_CASE("what damage kept from running is listed, what does not apply is not") {
  SubjectBuilder broken = plain_file("model.h5", container::Kind::hdf5);
  broken.hdf5_problem = "bad object header version number";
  const Outcome outcome = run_rules(broken.subject());
  CHECK(std::ranges::any_of(outcome.not_run, [](const NotRun& entry) {
    return entry.id == "never-built" && entry.because == NotRunCause::unopened;
  }));
  CHECK(std::ranges::none_of(outcome.not_run, [](const NotRun& entry) { return entry.id == "zero-bytes"; }));
  CHECK(run_rules(plain_file("page.h5", container::Kind::html).subject()).not_run.empty());
}

TEST_CASE("fixes for the writer's own version come first") {
  const SubjectBuilder empty = v3_file({layer("dense", "Dense", LayerState::empty)});
  const Finding finding = run_rules(empty.subject()).findings.at(0);
  const auto first_fix = [&](std::string package, std::optional<std::string> from, std::optional<std::string> to) {
    Writer writer;
    writer.version = {std::move(package), std::move(from), std::move(to)};
    return word(finding, writer).fixes.at(0).applies_to.package;
  };
  CHECK(first_fix("keras", "3.6.0", "3.6.0") == "keras");
  CHECK(first_fix("tf.keras", "2.15.0", "2.15.0") == "tf.keras");
  // The same code; no fix of this finding is for any version.
  CHECK(first_fix("tf_keras", "2.16.0", std::nullopt) == "tf.keras");
}

TEST_CASE("a fix fits the writer whose package and version it is for") {
  const SubjectBuilder empty = v3_file({layer("dense", "Dense", LayerState::empty)});
  const Finding finding = run_rules(empty.subject()).findings.at(0);
  Writer writer;
  CHECK(std::ranges::none_of(word(finding, writer).fixes, &Fix::fits_writer));
  writer.version = {"keras", "3.6.0", "3.6.0"};
  for (const Fix& fix : word(finding, writer).fixes) {
    CHECK(fix.fits_writer == (fix.applies_to.package == "keras" && fix.applies_to.from == "3.0.0"));
  }
}

TEST_CASE("a finding names the layers it is about, by their paths") {
  const SubjectBuilder file =
      v3_file({layer("dense", "Dense", LayerState::empty), layer("out", "Dense", LayerState::empty),
               layer("drop", "Dropout", LayerState::weightless)});
  CHECK(run_rules(file.subject()).findings.at(0).layers == std::vector<std::string>{"layers/dense", "layers/out"});
}

TEST_CASE("without a known writer the page's order of fixes holds") {
  const auto fixes =
      word(run_rules(plain_file("m.h5", container::Kind::empty).subject()).findings.at(0), Writer{}).fixes;
  // Not "Look for free space", which is for any version.
  CHECK(fixes.at(0).title == "Save to a local disk first, then copy");
}

TEST_CASE("a fix for some kinds only is left out for the others") {
  const auto titles = [](container::Kind kind) {
    std::vector<std::string> all;
    for (const Fix& fix : word(run_rules(plain_file("m.h5", kind).subject()).findings.at(0), Writer{}).fixes)
      all.push_back(fix.title);
    return all;
  };
  CHECK(titles(container::Kind::pickle) == std::vector<std::string>{"Use the arrays of a pickle"});
  CHECK(titles(container::Kind::safetensors) == std::vector<std::string>{"See what is in a safetensors file"});
}

TEST_CASE("no rule mentions a placeholder that it does not fill") {
  // Everything that the files of this folder can provoke, in one go: each finding's words must be complete.
  const SubjectBuilder files[] = {v3_file({layer("dense", "Dense", LayerState::empty)}),
                                  legacy_file({layer("dense", "Dense", LayerState::empty)}),
                                  plain_file("m.h5", container::Kind::html),
                                  plain_file("m.h5", container::Kind::git_lfs_pointer),
                                  plain_file("m.h5", container::Kind::empty),
                                  plain_file("m.h5", container::Kind::gzip, container::PackedFile{}),
                                  plain_file("m.h5", container::Kind::npz)};
  for (const SubjectBuilder& file : files) {
    for (const Finding& finding : run_rules(file.subject()).findings) {
      const WordedFinding worded = word(finding, Writer{});
      CHECK(worded.title.find("{{") == std::string::npos);
      CHECK(worded.why.find("{{") == std::string::npos);
      CHECK(fill(catalogue::find(finding.id)->next, finding.params).find("{{") == std::string::npos);
      for (const Fix& fix : worded.fixes) CHECK(fix.code.find("{{") == std::string::npos);
    }
  }
}
