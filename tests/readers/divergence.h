// Where two readers' answers differ, and whether it is known why.
#ifndef WEIGHBRIDGE_TESTS_READERS_DIVERGENCE_H_
#define WEIGHBRIDGE_TESTS_READERS_DIVERGENCE_H_

#include <regex>
#include <string>
#include <unordered_map>
#include <vector>

#include "hdf5/tree.h"
#include "weighbridge/result.h"

namespace weighbridge::tests {

// What the library says of one thing, and what the reader of our own does, with '#' for every number: "LIBRARY =>
// OURS". Of a thing that only one of them lists the other says "-".
[[nodiscard]] std::vector<std::string> divergences(const Result<hdf5::Tree>& library, const Result<hdf5::Tree>& ours);

// The classes of classes.txt: lines "NAME: PATTERN" below comments that say why. The first that matches counts.
class DivergenceClasses {
 public:
  explicit DivergenceClasses(const std::string& file);
  // Its name; empty where nothing explains it.
  [[nodiscard]] std::string name_of(const std::string& divergence);

 private:
  std::vector<std::pair<std::string, std::regex>> classes_;
  std::unordered_map<std::string, std::string> known_;
};

}  // namespace weighbridge::tests

#endif  // WEIGHBRIDGE_TESTS_READERS_DIVERGENCE_H_
