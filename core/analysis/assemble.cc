#include "analysis/assemble.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "keras/checkpoint.h"
#include "keras/model_config.h"
#include "loaders/mine/my_rows.h"
#include "loaders/predict.h"
#include "report/totals.h"
#include "report/verdict.h"
#include "rules/rule.h"
#include "rules/word.h"

namespace weighbridge {
namespace {

// A file with thousands of alike troubles is not helped by thousands of alike findings: the first ones stay, the last
// of them says how many more there are.
constexpr std::uint64_t kMaxFindingsOfOneKind = 20;

std::vector<Finding> bounded(std::vector<Finding> findings) {
  std::map<std::string, std::uint64_t> count;
  for (const Finding& finding : findings) ++count[finding.id];
  std::map<std::string, std::uint64_t> seen;
  std::vector<Finding> kept;
  for (Finding& finding : findings) {
    const std::uint64_t nth = ++seen[finding.id];
    if (nth > kMaxFindingsOfOneKind) continue;
    const std::uint64_t left_out = count[finding.id] - nth;
    if (nth == kMaxFindingsOfOneKind && left_out > 0) {
      finding.params["left_out"] = std::to_string(left_out);
      finding.evidence.push_back(
          evidence::measurement("more of the same, not listed", static_cast<double>(left_out), "findings"));
    }
    kept.push_back(std::move(finding));
  }
  return kept;
}

constexpr std::size_t kMostOwnClasses = 64;

// Each as it stands there first.
void add_own_classes(const keras::LayerConfig& model, std::vector<OwnClass>& classes) {
  for (const keras::LayerConfig& layer : model.layers) {
    const bool is_new = layer.is_custom && classes.size() < kMostOwnClasses &&
                        !std::ranges::contains(classes, layer.class_name, &OwnClass::name);
    if (is_new) classes.push_back({layer.class_name, layer.arguments});
    add_own_classes(layer, classes);
  }
}

}  // namespace

Report assemble(const Subject& subject, LayerList layers, const Scan& scan) {
  Report report;
  report.file_name = subject.name();
  report.size_bytes = subject.size_bytes;
  report.container = container::kind_id(subject.container.kind);
  if (subject.checkpoint != nullptr) {
    report.layout = keras::layout_id(subject.checkpoint->layout);
    report.writer = subject.checkpoint->writer;
    report.optimizer = subject.checkpoint->optimizer;
  }
  report.layers = std::move(layers);
  if (subject.inspection != nullptr) report.inspection = *subject.inspection;
  report.scan = scan;
  report.totals = report::count_totals(report.layers);
  rules::Outcome outcome = rules::run_rules(subject);
  const std::vector<Finding> findings = bounded(std::move(outcome.findings));
  report.not_run = std::move(outcome.not_run);
  if (subject.config != nullptr) add_own_classes(subject.config->model, report.own_classes);
  const json::Value architecture = subject.config != nullptr ? subject.config->architecture() : json::Value();
  // Else predict_set() knows better.
  if (subject.set == nullptr) report.loaders = loaders::predict(subject, findings, architecture);
  if (subject.my_keras != nullptr) {
    report.my_keras = *subject.my_keras;
    loaders::put_mine_first(report.loaders, *subject.my_keras);
  }
  report.verdict = report::judge(subject, report, findings);
  for (const Finding& finding : findings)
    report.findings.push_back(rules::word(finding, report.writer, subject.my_keras));
  return report;
}

}  // namespace weighbridge
