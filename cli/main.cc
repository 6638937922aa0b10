// weighbridge FILE...: says whether Keras weight files are loaded or empty, and why.
#include <cstdio>
#include <string>
#include <vector>

#include "arguments.h"
#include "run.h"

int main(int argc, char** argv) {
  using namespace weighbridge::cli;  // NOLINT: this is its main
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto arguments = parse_arguments(words);
  if (!arguments) {
    std::fprintf(stderr, "weighbridge: %s\n\n%s", arguments.error().message.c_str(), std::string(kUsage).c_str());
    return kExitUsage;
  }
  return run(*arguments);
}
