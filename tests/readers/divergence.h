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

struct Divergence {
  // "LIBRARY => OURS" with '#' for every number; where nothing but numbers differs, '!' for those that do.
  std::string kind;
  std::string text;  // the same as it was said
};

// What the library says of one thing, and what the reader of our own does. Of a thing that only one of them lists the
// other says "-".
[[nodiscard]] std::vector<Divergence> divergences(const Result<hdf5::Tree>& library, const Result<hdf5::Tree>& ours);

// The classes of classes.txt: lines "NAME: PATTERN" below comments that say why. The first that matches counts.
class DivergenceClasses {
 public:
  explicit DivergenceClasses(const std::string& file);
  // Its name; empty where nothing explains it.
  [[nodiscard]] std::string name_of(const std::string& kind);

 private:
  std::vector<std::pair<std::string, std::regex>> classes_;
  std::unordered_map<std::string, std::string> known_;
};

}  // namespace weighbridge::tests

#endif  // WEIGHBRIDGE_TESTS_READERS_DIVERGENCE_H_
