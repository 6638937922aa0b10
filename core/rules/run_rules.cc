#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "keras/each_tensor.h"
#include "rules/proof/common_params.h"
#include "rules/proof/layers_concerned.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool has_needs(const Subject& subject, catalogue::Needs needs) {
  using catalogue::Needs;
  switch (needs) {
    case Needs::container:
      return true;
    case Needs::tree:
      return subject.tree != nullptr;
    case Needs::checkpoint:
      return subject.checkpoint != nullptr;
    case Needs::values:
      return subject.checkpoint != nullptr && subject.values_known;
  }
  return false;
}

// Whether there is a single number that could be read: without one the rules about values have nothing to say, and
// nothing was left out.
bool has_values(const keras::Checkpoint& checkpoint) {
  return keras::any_weight(checkpoint, [](const Layer*, const Tensor& tensor) { return tensor.parameters > 0; });
}

// One cause is said once: what another finding of this file explains is not reported beside it.
void drop_consequences(std::vector<Finding>& findings) {
  std::vector<std::string_view> hidden;
  for (const Finding& finding : findings) {
    const catalogue::Entry* info = catalogue::find(finding.id);
    hidden.insert(hidden.end(), info->hides.begin(), info->hides.end());
  }
  std::erase_if(findings,
                [&](const Finding& finding) { return std::ranges::find(hidden, finding.id) != hidden.end(); });
}

// Of several files, what is damaged or no weight file at all is the one in trouble.
bool speaks_of_one_file(const Subject& subject, const Finding& finding) {
  if (subject.set == nullptr || subject.set->troubled.empty() || finding.path) return false;
  const std::string_view family = catalogue::find(finding.id)->family;
  return family == "damaged" || family == "not-weights";
}

bool comes_before(const Finding& a, const Finding& b) {
  if (a.severity != b.severity) return a.severity < b.severity;
  const int rank_a = catalogue::find(a.id)->rank;
  const int rank_b = catalogue::find(b.id)->rank;
  if (rank_a != rank_b) return rank_a < rank_b;
  if (a.id != b.id) return a.id < b.id;
  return text::natural_less(a.path.value_or(""), b.path.value_or(""));
}

}  // namespace

Outcome run_rules(const Subject& subject) {
  Outcome outcome;
  Findings collected;
  for (const Rule& rule : all_rules()) {
    if (has_needs(subject, rule.entry.needs)) {
      rule.check(subject, collected);
    } else if (rule.entry.needs == catalogue::Needs::values && subject.checkpoint != nullptr) {
      if (has_values(*subject.checkpoint))
        outcome.not_run.push_back(
            {std::string(rule.entry.id), NotRunCause::values_unread, "the values were not read to the end"});
    } else if (!subject.hdf5_problem.empty()) {
      // Damage is the reason, not the kind of file: the reader must know that this was not looked at.
      outcome.not_run.push_back({std::string(rule.entry.id), NotRunCause::unopened,
                                 "the HDF5 structure could not be opened: " + std::string(subject.hdf5_problem)});
    }
  }
  outcome.findings = collected.take();
  drop_consequences(outcome.findings);
  if (subject.checkpoint != nullptr) note_layers(*subject.checkpoint, outcome.findings);
  for (Finding& finding : outcome.findings) {
    add_common_params(subject, finding);
    if (speaks_of_one_file(subject, finding)) finding.path = subject.set->troubled;
  }
  std::ranges::stable_sort(outcome.findings, comes_before);
  return outcome;
}

}  // namespace weighbridge::rules
