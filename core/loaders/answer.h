// What one loader does with one call.
#ifndef WEIGHBRIDGE_LOADERS_ANSWER_H_
#define WEIGHBRIDGE_LOADERS_ANSWER_H_

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "weighbridge/report.h"

namespace weighbridge::loaders {

// Ids of findings that explain an outcome, the best explanation first. The first that the file really has is shown.
using Causes = std::span<const std::string_view>;

struct Answer {
  LoaderOutcome outcome = LoaderOutcome::loads;
  std::string error;   // "ValueError: ..."; empty unless it raises
  Causes causes;
  std::string remedy;  // one sentence, or empty
};

[[nodiscard]] inline Answer loads(std::string remedy = "") { return {LoaderOutcome::loads, "", {}, std::move(remedy)}; }
[[nodiscard]] inline Answer silent(Causes causes, std::string remedy) {
  return {LoaderOutcome::silent, "", causes, std::move(remedy)};
}
[[nodiscard]] inline Answer raises(std::string error, Causes causes, std::string remedy) {
  return {LoaderOutcome::raises, std::move(error), causes, std::move(remedy)};
}

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_ANSWER_H_
