#include <algorithm>

#include "catalogue/ids.gen.h"
#include "messages/compare/compare.h"

namespace weighbridge::messages {
namespace {

// The rank that the file itself gives, as its finding says it; none where it holds no adapter.
std::optional<std::string> rank_of(const Report& report) {
  const auto is_adapter = [](const WordedFinding& one) { return one.finding.id == ids::kLoraIncluded; };
  const auto adapter = std::ranges::find_if(report.findings, is_adapter);
  if (adapter == report.findings.end()) return std::nullopt;
  const auto rank = adapter->finding.params.find("rank");
  if (rank == adapter->finding.params.end() || rank->second.empty()) return std::nullopt;
  return rank->second;
}

}  // namespace

std::optional<Comparison> compare_rank(const Asked& asked, const Report& report) {
  if (!asked.found || !asked.wanted) return std::nullopt;
  const auto rank = rank_of(report);
  if (!rank)
    return Comparison{"This file holds no LoRA adapter with a rank, so the message is about another one.", false};
  const std::string named = std::to_string(*asked.found);
  if (*rank != named)
    return Comparison{"This file holds an adapter of rank " + *rank + ", and the message names " + named +
                          ", so it may be about another one.",
                      false};
  return Comparison{"This file holds an adapter of rank " + *rank + ", and your model was prepared for rank " +
                    std::to_string(*asked.wanted) +
                    ". The file is fine: make the model anew, call `enable_lora(rank=" + *rank + ")`, then load it."};
}

}  // namespace weighbridge::messages
