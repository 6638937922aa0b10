#include "policy/fail_on.h"

#include <algorithm>

#include "catalogue/catalogue.h"
#include "nearest.h"

namespace weighbridge::cli {
namespace {

// A family that is called like a severity is named by its ids.
constexpr std::string_view kSeverities[] = {"error", "warning", "note"};

bool is_severity(std::string_view word) { return std::ranges::find(kSeverities, word) != std::end(kSeverities); }

bool is_family(std::string_view word) {
  return !is_severity(word) &&
         std::ranges::any_of(catalogue::all(), [word](const catalogue::Entry& entry) { return entry.family == word; });
}

std::vector<std::string_view> all_words() {
  std::vector<std::string_view> words(std::begin(kSeverities), std::end(kSeverities));
  words.push_back("never");
  for (const catalogue::Entry& entry : catalogue::all()) {
    if (is_family(entry.family) && std::ranges::find(words, entry.family) == words.end()) words.push_back(entry.family);
  }
  for (const catalogue::Entry& entry : catalogue::all()) words.push_back(entry.id);
  return words;
}

Result<void> take_word(FailOn& fail_on, std::string_view word) {
  if (is_severity(word)) {
    fail_on.errors = true;  // what counts on a smaller harm counts on a greater one
    if (word != "error") fail_on.warnings = true;
    if (word == "note") fail_on.notes = true;
  } else if (is_family(word)) {
    fail_on.families.emplace_back(word);
  } else if (catalogue::find(word) != nullptr) {
    fail_on.ids.emplace_back(word);
  } else if (word == "never") {
    return fail(ErrorCode::malformed, "--fail-on takes never alone.");
  } else {
    const auto near = nearest(word, all_words(), 1);
    return fail(ErrorCode::malformed,
                "--fail-on takes error, warning, note, never, or families and ids of findings, not '" +
                    std::string(word) + "'." +
                    (near.empty() ? " weighbridge --explain list names the ids." : did_you_mean(near)));
  }
  return {};
}

}  // namespace

bool FailOn::counts(const Finding& finding) const {
  if (finding.severity == Severity::error ? errors : finding.severity == Severity::warning ? warnings : notes)
    return true;
  const catalogue::Entry* entry = catalogue::find(finding.id);
  if (std::ranges::find(ids, finding.id) != ids.end()) return true;
  // Notes of a family are named one by one: who asks for "values" means NaN, and not that nothing was ever trained.
  return finding.severity != Severity::note && entry != nullptr &&
         std::ranges::find(families, entry->family) != families.end();
}

Result<FailOn> parse_fail_on(std::string_view words) {
  FailOn fail_on;
  fail_on.errors = false;
  fail_on.words = words;
  if (words == "never") return fail_on;
  while (true) {
    const std::size_t end = words.find(',');
    if (auto taken = take_word(fail_on, words.substr(0, end)); !taken) return std::unexpected(taken.error());
    if (end == std::string_view::npos) return fail_on;
    words.remove_prefix(end + 1);
  }
}

}  // namespace weighbridge::cli
