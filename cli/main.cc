// weighbridge FILE...: says whether Keras weight files are loaded or empty, and why.
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "apart.h"
#include "arguments.h"
#include "options.h"
#include "run.h"
#include "start.h"
#include "terminal.h"
#include "told_job.h"

int main(int argc, char** argv) {
  using namespace weighbridge::cli;  // NOLINT: this is its main
  const std::vector<std::string> words = start(argc, argv);
  const auto told = told_job();
  auto arguments = parse_arguments(words);
  const auto followed = arguments ? follow_settings(*arguments) : std::unexpected(arguments.error());
  if (!followed) {
    complain(followed.error().message);
    if (words.empty()) std::fprintf(stderr, "\n%s", usage().c_str());
    return kExitUsage;
  }
  if (told) {
    do_told_job(*told, std::move(*arguments));
    return kExitNotAnalysed;  // it had nothing to hand over
  }
  return run(std::move(*arguments));
}
