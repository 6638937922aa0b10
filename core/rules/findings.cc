#include <algorithm>
#include <cassert>
#include <utility>

#include "rules/rule.h"

namespace weighbridge::rules {

void Findings::add(FindingId id, Draft draft) {
  const catalogue::Entry* info = catalogue::find(id.text());
  assert(info != nullptr && "a finding without a catalogue entry");
  assert(!draft.evidence.empty() && "a finding without evidence");
  if (info == nullptr) return;
  // Both enums run from strong to weak, so the larger value is the weaker claim.
  findings_.push_back(Finding{.id = std::string(id.text()),
                              .severity = std::max(info->severity, draft.severity.value_or(info->severity)),
                              .confidence = std::max(info->ceiling, draft.confidence),
                              .path = std::move(draft.path),
                              .params = std::move(draft.params),
                              .evidence = std::move(draft.evidence),
                              .layers = std::move(draft.layers)});
}

std::vector<Finding> Findings::take() { return std::exchange(findings_, {}); }

}  // namespace weighbridge::rules
