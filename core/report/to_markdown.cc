// The report as Markdown for an issue: the verdict, the findings with their proof, what Keras does with it; the layers
// folded away. The one writer: the page copies this text and the command prints it.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "keras/versions.h"
#include "report/evidence_text.h"
#include "report/markdown_layers.h"
#include "report/markdown_text.h"
#include "report/remains.h"
#include "report/totals.h"
#include "report/wording.h"
#include "weighbridge/analyze.h"

namespace weighbridge {
namespace {

using report::id_of;
using report::markdown::block;
using report::markdown::cell;
using report::markdown::code;
using report::markdown::words;

constexpr std::size_t kFindings = 20;
constexpr std::size_t kFilesNamed = 20;
constexpr std::size_t kEvidence = 6;
constexpr std::size_t kErrorBytes = 300;
constexpr std::size_t kKeptForLayers = 5000;

std::string_view title_of(VerdictState state) {
  switch (state) {
    case VerdictState::filled:
      return "🟢 Loaded";
    case VerdictState::partly_empty:
      return "🟡 Partly loaded";
    case VerdictState::empty:
      return "🔴 Empty";
    case VerdictState::damaged:
      return "🔴 Damaged";
    case VerdictState::not_weights:
      return "⚪ Not a weight file";
  }
  return "";
}

std::string_view sign_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "🔴";
    case Severity::warning:
      return "🟡";
    case Severity::note:
      return "🔵";
  }
  return "";
}

// The parts, with an empty line between.
std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += part;
  }
  return out;
}

std::string facts(const Report& report) {
  std::string out = report.layout.value_or(report.container);
  const std::string writer = report::writer_for_people(report.writer.version);
  if (!writer.empty()) out += " · written by " + words(writer);
  out += " · " + text::size_for_people(report.size_bytes);
  if (report.inspection) out += " · " + report::what_hdf5_does(*report.inspection);
  if (report.layers.empty()) return out;
  const Totals& totals = report.totals;
  return out + " · " + text::count_of(totals.layers, "layer") + " (" + text::group_digits(totals.layers_with_weights) +
         " with weights, " + text::group_digits(totals.layers_lacking_weights) + " lacking them) · " +
         text::count_of(totals.tensors, "tensor") + " · " + text::count_of(totals.parameters, "parameter") + " · " +
         text::size_for_people(totals.bytes) + " of " + std::string(report::what_bytes_are_of(report));
}

std::string files_together(const std::vector<ReportFile>& files) {
  if (files.empty()) return "";
  std::string out = "Judged as one:";
  for (std::size_t i = 0; i < std::min(files.size(), kFilesNamed); ++i)
    out += (i == 0 ? " " : ", ") + code(files[i].name);
  return files.size() > kFilesNamed ? out + " and " + text::group_digits(files.size() - kFilesNamed) + " more" : out;
}

std::string verdict(const Report& report, std::string_view path) {
  const Verdict& said = report.verdict;
  return joined({"### " + std::string(title_of(said.state)) + ": " + code(path.empty() ? report.file_name : path),
                 said.headline.empty() ? "" : "**" + words(said.headline) + "**", words(said.why),
                 said.next.empty() ? "" : "*What to do:* " + words(said.next), facts(report),
                 files_together(report.files)});
}

std::string fix_of(const WordedFinding& worded) {
  if (worded.finding.severity == Severity::note || worded.fixes.empty()) return "";
  const Fix& fix = worded.fixes.front();
  const std::string versions = report::writer_for_people(fix.applies_to);
  const std::string out =
      "\n\n  *How to fix it:* " + words(fix.title) + (versions.empty() ? "" : " (" + versions + ")");
  return fix.code.empty() ? out : out + "\n" + block(fix.code, "python", "  ");
}

// `leads`: the verdict has said why already.
std::string finding(const WordedFinding& worded, bool leads) {
  const Finding& found = worded.finding;
  std::string out = "- " + std::string(sign_of(found.severity)) + " **" + words(worded.title) + "** (" +
                    code(found.id) + ", " + std::string(id_of(found.confidence));
  if (found.path && !found.path->empty()) out += ", " + code(*found.path);
  out += ')';
  if (!worded.why.empty() && !leads) out += "\n  " + words(worded.why);
  for (std::size_t i = 0; i < std::min(found.evidence.size(), kEvidence); ++i) {
    out += "\n  - " + words(report::evidence_for_people(found.evidence[i]));
  }
  return out + fix_of(worded);
}

std::string outcome_for_people(LoaderOutcome outcome) {
  if (outcome == LoaderOutcome::silent) return "leaves weights out, silently";
  if (outcome == LoaderOutcome::depends) return "depends on your code";
  return std::string(id_of(outcome));
}

std::string prediction_row(const LoaderPrediction& prediction) {
  std::string said = prediction.error ? code(*prediction.error, kErrorBytes) : "";
  if (prediction.remedy) said += (said.empty() ? "" : " ") + words(*prediction.remedy);
  const std::string outcome = outcome_for_people(prediction.outcome);
  return "\n| " + cell(words(report::writer_for_people(prediction.loader))) + " | " + cell(code(prediction.call)) +
         " | " + outcome + " | " + cell(said) + " |";
}

bool reaches_further(const LoaderPrediction& row, const LoaderPrediction& than) {
  return keras::compare_to_bound(row.loader.to.value_or(""), than.loader.to.value_or("")) > 0;
}

// The reader's own Keras, and of each call and package the newest versions, which most people have.
std::string predictions(const std::vector<LoaderPrediction>& all) {
  if (all.empty()) return "";
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> newest;
  std::set<std::size_t> shown;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].is_mine) shown.insert(i);
    const auto [known, is_first] = newest.try_emplace({all[i].call, all[i].loader.package}, i);
    if (!is_first && reaches_further(all[i], all[known->second])) known->second = i;
  }
  for (const auto& entry : newest) shown.insert(entry.second);
  std::string rows = "| | | | |\n|---|---|---|---|";
  for (const std::size_t i : shown) rows += prediction_row(all[i]);
  return "**What Keras does with it** under its present name, into the architecture that wrote it\n\n" + rows;
}

std::string findings(const std::vector<std::string>& shown, std::size_t of) {
  if (of == 0) return "";
  std::string list;
  for (const std::string& one : shown) list += (list.empty() ? "" : "\n") + one;
  if (shown.size() < of)
    list += (list.empty() ? "- " : "\n- ") + text::group_digits(of - shown.size()) + " more findings do not fit here";
  return "**Findings**\n\n" + list;
}

}  // namespace

std::string to_markdown(const Report& report, std::string_view path) {
  const std::string begin = verdict(report, path);
  const std::string end = predictions(report.loaders);
  const std::string foot =
      "<sub>Weighed by Weighbridge " + std::string(kVersion) + "; the file itself was sent nowhere.</sub>";
  std::vector<std::string> shown;
  const auto leading = std::ranges::find_if(
      report.findings, [&](const WordedFinding& worded) { return worded.finding.id == report.verdict.because; });
  for (auto it = report.findings.begin(); it != report.findings.end() && shown.size() < kFindings; ++it)
    shown.push_back(finding(*it, it == leading));
  const auto assembled = [&] { return joined({begin, findings(shown, report.findings.size()), end}); };
  // Findings of a hostile file may be long: whole ones go, from the least, never the verdict.
  std::string text = assembled();
  while (!shown.empty() && text.size() > kMostMarkdownBytes - kKeptForLayers) {
    shown.pop_back();
    text = assembled();
  }
  const std::size_t used = text.size() + foot.size() + 10;
  const std::string layers =
      used < kMostMarkdownBytes ? report::markdown::layers(report.layers, kMostMarkdownBytes - used) : "";
  return joined({text, layers, foot}) + "\n";
}

}  // namespace weighbridge
