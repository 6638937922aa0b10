// The command under Node has no processes of its own to lose: see run() in web/npm/node/command.ts.
#include "apart.h"

#include <emscripten/em_js.h>

// The host (web/npm/node/command.ts) counts jobs in the order in which they begin, which is the same each time the
// command is run.
// clang-format off
EM_JS(int, weighbridge_job_crashed, (), { return Module['jobCrashed']() ? 1 : 0; });
// clang-format on

namespace weighbridge::cli {

bool is_apart() { return false; }

void sign_of_life() {}

std::optional<ToldJob> told_job() { return std::nullopt; }

std::expected<std::vector<std::string>, Mishap> run_apart(const std::function<void(const HandOver&)>& job, int,
                                                          const TellJob&, ByteSource*) {
  if (weighbridge_job_crashed() != 0) return std::unexpected(Mishap::crash);
  return run_here(job);
}

}  // namespace weighbridge::cli
