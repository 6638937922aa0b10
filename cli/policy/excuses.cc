#include "policy/excuses.h"

#include <algorithm>

#include "policy/paths.h"

namespace weighbridge::cli {

std::optional<Excuse> Excuses::of(std::string_view path, const Finding& finding) const {
  for (const Ignore& ignore : ignores) {
    if (ignore.id == finding.id && (ignore.path.empty() || matches(ignore.path, relative_path(path, folder))))
      return Excuse{.is_in_baseline = false, .reason = ignore.reason};
  }
  if (baseline && baseline->has(relative_path(path), finding)) return Excuse{.is_in_baseline = true, .reason = ""};
  return std::nullopt;
}

bool Excuses::excuse_verdict(std::string_view path, const Report& report) const {
  if (!report.verdict.because) return false;
  return std::ranges::all_of(report.findings, [&](const WordedFinding& worded) {
    return worded.finding.id != *report.verdict.because || of(path, worded.finding).has_value();
  });
}

}  // namespace weighbridge::cli
