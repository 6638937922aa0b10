// weighbridge FILE...: says whether Keras weight files are loaded or empty, and why.
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "arguments.h"
#include "options.h"
#include "run.h"
#include "terminal.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

// What one part of the work gives back the next one takes, in place of asking the system for fresh pages.
void keep_memory() {
#ifdef __GLIBC__
  constexpr int kLargestBytes = 64 << 20, kStepBytes = 4 << 20;
  (void)::mallopt(M_TOP_PAD, kStepBytes);
  (void)::mallopt(M_MMAP_THRESHOLD, kLargestBytes);
  (void)::mallopt(M_TRIM_THRESHOLD, kLargestBytes);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  using namespace weighbridge::cli;  // NOLINT: this is its main
  keep_memory();
  const std::vector<std::string> words(argv + 1, argv + argc);
  auto arguments = parse_arguments(words);
  const auto followed = arguments ? follow_settings(*arguments) : std::unexpected(arguments.error());
  if (!followed) {
    complain(followed.error().message);
    if (words.empty()) std::fprintf(stderr, "\n%s", usage().c_str());
    return kExitUsage;
  }
  return run(std::move(*arguments));
}
