// The report for an issue tracker: text from the file can neither break out of the table nor become markup.
#include <algorithm>

#include "base/text.h"
#include "report/evidence_text.h"
#include "report/text_layout.h"
#include "report/totals.h"
#include "report/wording.h"
#include "weighbridge/analyze.h"

namespace weighbridge {
namespace {

using report::harmless;
using report::id_of;

constexpr std::size_t kTableLayers = 100;

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : harmless(text)) {
    if (std::string_view("\\`*_{}[]<>()#+!|~@").contains(c)) out += '\\';
    out += c;
  }
  return out;
}

// A fence longer than any run of backticks in the code, so that the code can't end it.
std::string fenced_code(std::string_view code) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (char c : code) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fence + "python\n" + text::to_valid_utf8(code) + (code.ends_with('\n') ? "" : "\n") + fence + "\n";
}

std::string finding_markdown(const WordedFinding& worded) {
  const Finding& finding = worded.finding;
  std::string out = "- **" + std::string(id_of(finding.severity)) + "** " + escaped(worded.title) + " (`" + finding.id + "`, " +
                    std::string(id_of(finding.confidence)) + ")\n";
  for (const Evidence& piece : finding.evidence) out += "  - " + escaped(report::evidence_for_people(piece)) + "\n";
  return out;
}

std::string layers_markdown(const Report& report) {
  std::string out = "| layer | class | state | tensors | parameters |\n|---|---|---|--:|--:|\n";
  std::size_t shown = 0;
  for (const Layer& layer : report.layers) {
    if (shown++ == kTableLayers) break;
    out += "| " + escaped(layer.name) + " | " + escaped(layer.class_name) + " | " + std::string(id_of(layer.state)) + " | " +
           text::group_digits(layer.tensors.size()) + " | " + text::group_digits(report::parameters_of(layer)) + " |\n";
  }
  if (report.layers.size() > kTableLayers)
    out += "\n" + text::group_digits(report.layers.size() - kTableLayers) + " more layers are not shown.\n";
  return out;
}

}  // namespace

std::string to_markdown(const Report& report) {
  std::string out =
      "**" + escaped(report.verdict.headline) + "**\n\n" + escaped(report.verdict.why) + "\n\n" + escaped(report.verdict.next) + "\n\n";
  out += "File: " + escaped(report.file_name) + ", " + text::group_digits(report.size_bytes) + " bytes, " +
         report.layout.value_or(report.container);
  const std::string writer = report::writer_for_people(report.writer.version);
  out += (writer.empty() ? "" : ", written by " + escaped(writer)) + ". Weighbridge " + std::string(kVersion) + ".\n";
  if (!report.findings.empty()) {
    out += "\n";
    for (const WordedFinding& worded : report.findings) out += finding_markdown(worded);
  }
  const auto first = std::ranges::find_if(
      report.findings, [](const WordedFinding& worded) { return worded.finding.severity != Severity::note && !worded.fixes.empty(); });
  if (first != report.findings.end()) out += "\n" + escaped(first->fixes.front().title) + ":\n\n" + fenced_code(first->fixes.front().code);
  if (!report.layers.empty()) out += "\n" + layers_markdown(report);
  return out;
}

}  // namespace weighbridge
