// weighbridge.toml: what a project asks of the command, so that it need not be said each time.
#ifndef WEIGHBRIDGE_CLI_POLICY_SETTINGS_H_
#define WEIGHBRIDGE_CLI_POLICY_SETTINGS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/fail_on.h"
#include "weighbridge/result.h"

namespace weighbridge::cli {

inline constexpr std::string_view kSettingsFile = "weighbridge.toml";

// A finding that is not to count, and why.
struct Ignore {
  std::string id;
  std::string path;  // a pattern (policy/paths.h), from the folder of the settings; "": every file
  std::string reason;
};

struct Settings {
  std::string folder;              // in which they lie; "" is the working directory
  std::vector<std::string> paths;  // to judge where no file is named; as the working directory calls them
  std::optional<FailOn> fail_on;
  std::string baseline;  // "": none
  std::vector<Ignore> ignores;
};

// Fails with a sentence for the user: what is wrong, and in which line.
[[nodiscard]] Result<Settings> parse_settings(const std::string& path, std::string_view toml_text);
[[nodiscard]] Result<Settings> read_settings(const std::string& path);

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_POLICY_SETTINGS_H_
