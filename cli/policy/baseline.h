// A baseline: findings that were there when it was written, and are not to be told again.
#ifndef WEIGHBRIDGE_CLI_POLICY_BASELINE_H_
#define WEIGHBRIDGE_CLI_POLICY_BASELINE_H_

#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "weighbridge/finding.h"
#include "weighbridge/result.h"

namespace weighbridge::cli {

inline constexpr std::string_view kBaselineFormat = "weighbridge/baseline@1";

class Baseline {
 public:
  // What `--format baseline` printed. Fails with a sentence for the user.
  [[nodiscard]] static Result<Baseline> read(const std::string& path);
  // `file`: as relative_path() calls it from the working directory.
  [[nodiscard]] bool has(std::string_view file, const Finding& finding) const;

 private:
  std::set<std::tuple<std::string, std::string, std::string>> rows_;  // file, id, path in the file
};

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_POLICY_BASELINE_H_
