// A rule: a pure function from what is known about the file to findings. No I/O, no statics, no clock.
#ifndef WEIGHBRIDGE_RULES_RULE_H_
#define WEIGHBRIDGE_RULES_RULE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/ids.gen.h"
#include "subject/subject.h"
#include "weighbridge/finding.h"
#include "weighbridge/report.h"

namespace weighbridge::rules {

// Collects findings. `add` takes severity from the catalogue and caps the confidence at its ceiling.
class Findings {
 public:
  struct Draft {
    Confidence confidence = Confidence::certain;
    std::optional<std::string> path = std::nullopt;
    std::vector<std::string> layers = {};  // paths; those that hold `path` or a path of the evidence need not be named
    std::map<std::string, std::string> params = {};
    std::vector<Evidence> evidence;                   // at least one
    std::optional<Severity> severity = std::nullopt;  // only to lower the catalogue's
  };
  void add(FindingId id, Draft draft);
  [[nodiscard]] std::vector<Finding> take();

 private:
  std::vector<Finding> findings_;
};

struct Rule {
  const catalogue::Entry& entry;
  void (*check)(const Subject&, Findings&);
};

[[nodiscard]] std::span<const Rule> all_rules();  // generated: registry.gen.cc

// Runs every rule, drops hidden consequences, sorts by severity, rank, path.
struct Outcome {
  std::vector<Finding> findings;
  std::vector<NotRun> not_run;
};
[[nodiscard]] Outcome run_rules(const Subject& subject);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_RULE_H_
