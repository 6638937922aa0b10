// --fail-on: which findings make the exit code 1.
#ifndef WEIGHBRIDGE_CLI_POLICY_FAIL_ON_H_
#define WEIGHBRIDGE_CLI_POLICY_FAIL_ON_H_

#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/finding.h"
#include "weighbridge/result.h"

namespace weighbridge::cli {

struct FailOn {
  bool errors = true;  // findings that are errors, and every file that is not loaded
  bool warnings = false;
  bool notes = false;
  std::vector<std::string> families;  // of the catalogue: "values"; their errors and warnings
  std::vector<std::string> ids;
  std::string words = "error";  // as the user gave them

  [[nodiscard]] bool is_never() const { return !errors && !warnings && !notes && families.empty() && ids.empty(); }
  [[nodiscard]] bool counts(const Finding& finding) const;
};

// "error", "warning" (errors too), "note" (any finding), "never", or families and ids; commas between. Fails with a
// sentence for the user.
[[nodiscard]] Result<FailOn> parse_fail_on(std::string_view words);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_POLICY_FAIL_ON_H_
