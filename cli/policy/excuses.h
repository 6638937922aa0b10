// Findings that do not count: what weighbridge.toml ignores, and what is in the baseline.
#ifndef WEIGHBRIDGE_CLI_POLICY_EXCUSES_H_
#define WEIGHBRIDGE_CLI_POLICY_EXCUSES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/baseline.h"
#include "policy/settings.h"
#include "weighbridge/report.h"

namespace weighbridge::cli {

struct Excuse {
  bool is_in_baseline = false;
  std::string reason;  // given in weighbridge.toml; "" where it is in the baseline
};

class Excuses {
 public:
  std::string folder;  // from which the patterns of `ignores` are meant
  std::vector<Ignore> ignores;
  std::optional<Baseline> baseline;

  // Of a finding of the file at `path`, which is as the shell gave it; none: it counts.
  [[nodiscard]] std::optional<Excuse> of(std::string_view path, const Finding& finding) const;
  // Is all that the verdict rests on excused, so that the file need not be loaded?
  [[nodiscard]] bool excuse_verdict(std::string_view path, const Report& report) const;
};

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_POLICY_EXCUSES_H_
