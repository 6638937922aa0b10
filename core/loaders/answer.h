// What one loader does with one call.
#ifndef WEIGHBRIDGE_LOADERS_ANSWER_H_
#define WEIGHBRIDGE_LOADERS_ANSWER_H_

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "catalogue/ids.gen.h"
#include "weighbridge/report.h"

namespace weighbridge::loaders {

// Ids of findings that explain an outcome, the best explanation first. The first that the file really has is shown.
using Causes = std::span<const FindingId>;

// What makes it load, or what to mind when it does: one sentence, or none.
struct Remedy {
  std::string text;
  bool renames = false;      // another name is all that it takes
  bool is_argument = false;  // load_model is to be called with custom_objects, or without compiling
  Remedy() = default;
  Remedy(std::string sentence) : text(std::move(sentence)) {}  // NOLINT(google-explicit-constructor)
  Remedy(const char* sentence) : text(sentence) {}             // NOLINT(google-explicit-constructor)
  Remedy(std::string_view sentence) : text(sentence) {}        // NOLINT(google-explicit-constructor)
  [[nodiscard]] bool empty() const { return text.empty(); }
};

inline constexpr std::string_view kDoNotCompile =
    "Only compiling fails: load_model(path, compile=False), then call model.compile.";

// To be called so: load_model(path, compile=False).
[[nodiscard]] inline Remedy by_arguments(std::string sentence) {
  Remedy remedy(std::move(sentence));
  remedy.is_argument = true;
  return remedy;
}

struct Answer {
  LoaderOutcome outcome = LoaderOutcome::loads;
  std::string error;  // "ValueError: ..."; empty unless it raises
  Causes causes;
  Remedy remedy;
  // load_model: the file's weights may still go into a model made in code; if load_weights takes them, that is the
  // remedy.
  bool offers_weights = false;
};

[[nodiscard]] inline Answer loads(Remedy remedy = {}) {
  return {.outcome = LoaderOutcome::loads, .error = "", .causes = {}, .remedy = std::move(remedy)};
}
[[nodiscard]] inline Answer silent(Causes causes, Remedy remedy) {
  return {.outcome = LoaderOutcome::silent, .error = "", .causes = causes, .remedy = std::move(remedy)};
}
// `on` says what the file cannot tell, in one sentence.
[[nodiscard]] inline Answer depends(Causes causes, Remedy on) {
  return {.outcome = LoaderOutcome::depends, .error = "", .causes = causes, .remedy = std::move(on)};
}
[[nodiscard]] inline Answer raises(std::string error, Causes causes, Remedy remedy) {
  return {.outcome = LoaderOutcome::raises, .error = std::move(error), .causes = causes, .remedy = std::move(remedy)};
}
// `first` stands before the advice to load the weights: why there is no other way, or which other way there is.
[[nodiscard]] inline Answer raises_but_offers_weights(std::string error, Causes causes, Remedy first = {}) {
  Answer answer = raises(std::move(error), causes, std::move(first));
  answer.offers_weights = true;
  return answer;
}

}  // namespace weighbridge::loaders

#endif  // WEIGHBRIDGE_LOADERS_ANSWER_H_
