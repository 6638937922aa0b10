// What several formats need of a finding, and how their parts become one text.
#ifndef WEIGHBRIDGE_CLI_FORMATS_PIECES_H_
#define WEIGHBRIDGE_CLI_FORMATS_PIECES_H_

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "weighbridge/finding.h"
#include "weighbridge/report.h"

namespace weighbridge::cli {

// The parts that are not empty, with `between` between them.
[[nodiscard]] std::string joined(std::span<const std::string> parts, std::string_view between);
// What is the matter, as one paragraph: "The title. Why."
[[nodiscard]] std::string sentence_of(const WordedFinding& worded);

// Tells findings apart, the same each time the same file is judged: GitHub and GitLab know by it that a finding is an
// old one.
class Fingerprints {
 public:
  // `file`: as relative_path() calls it. Two findings of one id at one place get different ones.
  [[nodiscard]] std::string of(std::string_view file, const Finding& finding);

 private:
  std::map<std::string, int, std::less<>> seen_;
};

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FORMATS_PIECES_H_
