// The report for a terminal: verdict first, then the findings, then the layers.
#include <algorithm>

#include "base/text.h"
#include "report/color.h"
#include "report/evidence_text.h"
#include "report/remains.h"
#include "report/text_layout.h"
#include "report/totals.h"
#include "report/wording.h"
#include "weighbridge/analyze.h"

namespace weighbridge {
namespace {

using namespace report;  // NOLINT: this file is part of it

constexpr std::size_t kLayersShown = 60;
constexpr std::size_t kNameColumns = 40;
constexpr std::size_t kEvidenceShown = 6;
constexpr std::size_t kIdsShown = 12;
constexpr std::size_t kErrorBytesShown = 300;

std::string shape_of(const Tensor& tensor) {
  if (!tensor.shape_known) return "of unknown shape";
  if (tensor.shape.empty()) return "scalar";
  std::string out;
  for (std::uint64_t side : tensor.shape) out += (out.empty() ? "" : "x") + std::to_string(side);
  return out;
}

std::string shapes_of(const Layer& layer) {
  std::string out;
  for (const Tensor& tensor : layer.tensors)
    out += (out.empty() ? "" : ", ") + (tensor.role.empty() ? "" : tensor.role + " ") + shape_of(tensor);
  return out;
}

std::string labelled(std::string_view label, std::string_view sentence, std::size_t width, const Painter& paint) {
  constexpr std::size_t kIndent = 6;
  return paint(Ink::bold, label) + std::string(kIndent - label.size(), ' ') + wrap(harmless(sentence), width, kIndent) +
         "\n";
}

std::string code_block(std::string_view code) {
  std::string out;
  while (!code.empty()) {
    const std::size_t end = std::min(code.find('\n'), code.size());
    out += "        " + harmless(code.substr(0, end)) + "\n";
    code.remove_prefix(std::min(end + 1, code.size()));
  }
  return out;
}

std::string fix_text(const Fix& fix, std::size_t width) {
  const std::string versions = writer_for_people(fix.applies_to);
  return "      " + wrap("Fix: " + harmless(fix.title) + (versions.empty() ? "" : " (" + versions + ")"), width, 8) +
         "\n" + code_block(fix.code);
}

// The titles of the fixes that are not shown, each once.
std::string further_fixes(const WordedFinding& worded, std::size_t width) {
  std::vector<std::string> titles;
  for (const Fix& fix : worded.fixes) {
    if (fix.title != worded.fixes.front().title && std::ranges::find(titles, fix.title) == titles.end())
      titles.push_back(fix.title);
  }
  std::string listed;
  for (const std::string& title : titles) listed += (listed.empty() ? "" : "; ") + title;
  return listed.empty()
             ? ""
             : "      " + wrap(harmless("Other fixes (--explain " + worded.finding.id + "): " + listed), width, 8) +
                   "\n";
}

std::string finding_text(const WordedFinding& worded, std::size_t width, const Painter& paint) {
  const Finding& finding = worded.finding;
  const std::string severity = std::string(id_of(finding.severity)) + ":";
  const std::string line = wrap(
      severity + " " + harmless(worded.title) + " [" + finding.id + ", " + std::string(id_of(finding.confidence)) + "]",
      width, 4);
  std::string out = "  " + paint(ink_of(finding.severity), severity) + line.substr(severity.size()) + "\n";
  std::size_t shown = 0;
  for (const Evidence& piece : finding.evidence) {
    if (shown++ == kEvidenceShown) break;
    out += "    - " + wrap(harmless(evidence_for_people(piece)), width, 6) + "\n";
  }
  if (finding.severity != Severity::note && !worded.fixes.empty())
    out += fix_text(worded.fixes.front(), width) + further_fixes(worded, width);
  return out;
}

// `laid_out` is a table: a heading, then a line for each of the first layers.
std::string painted(std::string_view laid_out, const std::vector<Layer>& layers, const Painter& paint) {
  std::string out;
  for (std::size_t line = 0; !laid_out.empty(); ++line) {
    const std::size_t end = laid_out.find('\n');
    const Ink ink = line == 0 ? Ink::dim : ink_of(layers[line - 1].state);
    out += paint(ink, laid_out.substr(0, end)) + "\n";
    laid_out.remove_prefix(end + 1);
  }
  return out;
}

std::string layers_text(const Report& report, const Painter& paint) {
  std::vector<std::vector<std::string>> rows = {{"layer", "class", "state", "weights", "parameters"}};
  for (const Layer& layer : report.layers) {
    if (rows.size() > kLayersShown) break;
    rows.push_back({clip(harmless(layer.name), kNameColumns), clip(harmless(layer.class_name), kNameColumns),
                    std::string(id_of(layer.state)), clip(harmless(shapes_of(layer)), kNameColumns),
                    text::group_digits(parameters_of(layer))});
  }
  std::string out = painted(table(rows, 1), report.layers, paint);
  const std::size_t left_out = report.layers.size() - std::min(report.layers.size(), kLayersShown);
  if (left_out > 0) out += "  ... and " + text::group_digits(left_out) + " more (--json lists all)\n";
  return out;
}

// One entry for each reason: what was left out, not how often.
std::string not_run_text(const std::vector<NotRun>& rules, std::size_t width) {
  std::string out;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::string& reason = rules[i].reason;
    const auto same = [&](const NotRun& rule) { return rule.reason == reason; };
    if (std::any_of(rules.begin(), rules.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;  // said already
    std::vector<std::string> ids;
    for (const NotRun& rule : rules) {
      if (same(rule)) ids.push_back(rule.id);
    }
    const std::string listed = ids.size() <= kIdsShown ? text::join_names(ids, kIdsShown)
                                                       : text::group_digits(ids.size()) + " rules, --json lists them";
    out += "\n" + wrap(harmless("Not checked (" + listed + "): " + reason + "."), width, 2) + "\n";
  }
  return out;
}

std::string facts_text(const Report& report, std::size_t width) {
  std::string facts = report.layout.value_or(report.container);
  const std::string writer = writer_for_people(report.writer.version);
  if (!writer.empty()) facts += ", written by " + writer;
  facts += ", " + text::count_of(report.totals.layers, "layer") + ", " +
           text::count_of(report.totals.tensors, "tensor") + ", " + text::size_for_people(report.totals.bytes) +
           " of " + std::string(what_bytes_are_of(report));
  if (report.optimizer)
    facts += ", optimizer " + (report.optimizer->name.empty() ? "state" : report.optimizer->name) + " included";
  if (report.inspection) facts += ", " + report::what_hdf5_does(*report.inspection);
  return wrap(harmless(facts), width, 0) + "\n";
}

// For a reader who has said which Keras he has: what its two calls do with the file.
std::string my_keras_text(const Report& report, std::size_t width, const Painter& paint) {
  if (!report.my_keras) return "";
  std::string out =
      "\n" + paint(Ink::bold, "What " + harmless(name_for_people(*report.my_keras)) + " does with it") + "\n";
  for (const LoaderPrediction& row : report.loaders) {
    if (!row.is_mine) continue;
    std::string line = row.call + ": ";
    line += row.outcome == LoaderOutcome::silent ? "leaves weights out, silently" : id_of(row.outcome);
    if (row.error) line += " " + text::shorten(*row.error, kErrorBytesShown);
    out += "  " + wrap(harmless(line), width, 4) + "\n";
  }
  return out;
}

}  // namespace

std::string to_text(const Report& report, TextStyle style, std::string_view path) {
  const auto width = static_cast<std::size_t>(std::clamp(style.columns, 40, 120));
  const Painter paint(style.color);
  const std::string name = harmless(path.empty() ? report.file_name : path);
  std::string out = paint(Ink::bold, name) + " (" + text::size_for_people(report.size_bytes) + ")\n\n";
  out += paint(ink_of(report.verdict.state), wrap(harmless(report.verdict.headline), width, 0)) + "\n";
  out += labelled("Why:", report.verdict.why, width, paint);
  out += labelled("Next:", report.verdict.next, width, paint);
  out += my_keras_text(report, width, paint);
  if (!report.findings.empty()) {
    out += "\n" + paint(Ink::bold, "Findings") + " (weighbridge --explain ID tells more)\n";
    for (const WordedFinding& worded : report.findings) out += finding_text(worded, width, paint);
  }
  if (report.layout) out += "\n" + facts_text(report, width);
  if (!report.layers.empty()) out += layers_text(report, paint);
  return out + not_run_text(report.not_run, width);
}

}  // namespace weighbridge
