// What weighbridge.toml and a baseline add to what was said on the command line, which outdoes them.
#include <string>
#include <utility>

#include "arguments.h"
#include "folders.h"
#include "policy/settings.h"

namespace weighbridge::cli {
namespace {

// Which settings are meant; "" for none.
std::string settings_path(const Arguments& arguments) {
  if (arguments.settings == "none") return "";
  if (!arguments.settings.empty()) return spelled(arguments.settings);
  const std::string here(kSettingsFile);
  return is_there(here) ? here : "";
}

Result<void> take_settings(Arguments& arguments) {
  const std::string path = settings_path(arguments);
  if (path.empty()) return {};
  auto settings = read_settings(path);
  if (!settings) return std::unexpected(settings.error());
  if (arguments.files.empty()) arguments.files = std::move(settings->paths);
  if (!arguments.is_fail_on_given && settings->fail_on) arguments.fail_on = std::move(*settings->fail_on);
  if (arguments.baseline.empty()) arguments.baseline = std::move(settings->baseline);
  arguments.excuses.folder = std::move(settings->folder);
  arguments.excuses.ignores = std::move(settings->ignores);
  return {};
}

}  // namespace

Result<void> follow_settings(Arguments& arguments) {
  if (!needs_files(arguments)) return {};
  if (auto taken = take_settings(arguments); !taken) return taken;
  if (arguments.files.empty()) return fail(ErrorCode::malformed, "No file was given.");
  // A baseline that is written anew knows nothing of the old one.
  if (arguments.baseline.empty() || arguments.format == Format::baseline) return {};
  auto baseline = Baseline::read(spelled(arguments.baseline));
  if (!baseline) return std::unexpected(baseline.error());
  arguments.excuses.baseline = std::move(*baseline);
  return {};
}

}  // namespace weighbridge::cli
