#include "report/verdict.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/ids.gen.h"
#include "keras/releases/loader_rows.h"
#include "keras/versions.h"
#include "report/advice_for_my_keras.h"
#include "report/headline.h"
#include "report/instead_of_load_model.h"
#include "report/state.h"
#include "report/wording.h"
#include "rules/word.h"

namespace weighbridge::report {
namespace {

// Whether a finding of this family says why a file is in this state. Names and notes never explain emptiness or damage.
bool explains(std::string_view family, VerdictState state) {
  switch (state) {
    case VerdictState::filled:
      return false;
    case VerdictState::partly_empty:
    case VerdictState::empty:
      return family == "empty";
    case VerdictState::damaged:
      return family == "damaged";
    case VerdictState::not_weights:
      return family == "not-weights";
  }
  return false;
}

template <typename Wanted>
const Finding* smallest_rank(const std::vector<Finding>& findings, Wanted wanted) {
  const Finding* best = nullptr;
  int best_rank = std::numeric_limits<int>::max();
  for (const Finding& finding : findings) {
    const catalogue::Entry* rule = catalogue::find(finding.id);
    if (rule != nullptr && rule->rank < best_rank && wanted(finding, *rule)) {
      best = &finding;
      best_rank = rule->rank;
    }
  }
  return best;
}

std::string layout_of(const Subject& subject) {
  const FileSet* set = subject.set;
  if (set != nullptr && set->kind == GroupKind::shards)
    return "a Keras model saved in " + text::count_of(set->files + set->missing.size(), "part");
  if (set != nullptr && set->kind == GroupKind::keras_folder)
    return subject.checkpoint->config.is_preset ? "a preset of KerasHub" : "an unzipped Keras model";
  return layout_for_people(*subject.checkpoint);
}

// What is to be done to the model before it takes quantized weights.
std::string quantize_first(const std::vector<Finding>& findings) {
  const auto found = std::ranges::find_if(findings, [](const Finding& one) { return one.id == ids::kQuantized; });
  if (found == findings.end()) return "";
  const auto call = found->params.find("call");
  const auto kind = found->params.find("kind");
  const bool is_plain = call != found->params.end() && kind != found->params.end() && call->second == kind->second;
  return is_plain && !call->second.empty() ? "call model.quantize(\"" + call->second + "\"), "
                                           : "quantize it as the one that was saved, ";
}

// What load_weights of a folder is given is in it; presets are KerasHub's, and adapters are loaded by other calls.
Advice advice(const Subject& subject, const Report& report, std::string_view before) {
  if (!report.my_keras || subject.checkpoint == nullptr) return {};
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  const bool is_folder = subject.set != nullptr && subject.set->kind == GroupKind::keras_folder;
  if (checkpoint.layout == keras::Layout::lora_adapter || checkpoint.config.is_preset) return {};
  if (is_folder) return advice_for_my_keras(report, false, std::string(subject.name()) + "/model.weights.h5", before);
  const bool brings_model = subject.set == nullptr && brings_its_model(checkpoint, subject.name());
  return advice_for_my_keras(report, brings_model, subject.name(), before);
}

std::string next_filled(const Subject& subject, const Report& report, std::string_view before) {
  if (Advice mine = advice(subject, report, before); !mine.text.empty()) return std::move(mine.text);
  const FileSet* set = subject.set;
  if (set != nullptr && set->kind == GroupKind::shards) return load_weights(set->name);
  if (set != nullptr && set->kind == GroupKind::keras_folder) {
    const keras::Config& config = subject.checkpoint->config;
    return config.is_preset ? load_preset(config.class_name, set->name) : load_folder(set->name);
  }
  const bool brings_model = brings_its_model(*subject.checkpoint, subject.name());
  if (brings_model) {
    if (auto other_way = instead_of_load_model(report.loaders)) return *other_way;
  } else if (auto first = before_load_weights(report.loaders)) {
    return *first;
  }
  const std::string_view call = brings_model ? keras::kLoadModel : keras::kLoadWeights;
  return how_to_load(*subject.checkpoint, subject.name(), before) + what_it_takes(report.loaders, call) +
         but_not_in_all(report.loaders, call);
}

// The values are read after the card was shown: what they say joins what stood there, and takes nothing back.
bool joins_the_card(const Finding& finding, const catalogue::Entry& rule, VerdictState state) {
  return state == VerdictState::filled && rule.family == "values" && finding.severity != Severity::error;
}

// What stands before the rule's own advice, with a space at the end; without one it takes its place. A finding about
// the name is about how Keras loads the file, which is known better of the reader's own.
std::string before_the_rules(const Finding& finding, const catalogue::Entry& rule, const Subject& subject,
                             const Report& report, std::string_view before) {
  if (rule.family == "values") return "";
  Advice mine = advice(subject, report, before);
  const bool says_it_all = mine.has_way && (rule.family == "name" || mine.because == finding.id);
  if (!mine.text.empty() && !says_it_all) mine.text += ' ';
  return std::move(mine.text);
}

std::string why_filled(const Subject& subject, const Report& report) {
  const VersionRange& version = report.writer.version;
  const std::string writer = writer_for_people(version);
  const std::string newest = keras::to_string(keras::kNewestRelease);
  std::string why = "It is " + layout_of(subject) + (writer.empty() ? "" : ", written by " + writer) + ".";
  if (version.package == "keras" && version.from && keras::compare_to_bound(*version.from, newest) > 0)
    why += " That is newer than Keras " + newest + ", up to which everything is known here.";
  return why;
}

std::string why_without_finding(const Subject& subject, const Report& report, VerdictState state) {
  switch (state) {
    case VerdictState::filled:
      return why_filled(subject, report);
    case VerdictState::partly_empty:
    case VerdictState::empty:
      if (subject.tree == nullptr)
        return "A Keras archive keeps its weights in a member named model.weights.h5, and there is none.";
      return report.layers.empty() ? "There is neither a list of layers nor a single array of weights in it."
                                   : "The layers are listed, but no weights were saved for them.";
    case VerdictState::damaged:
      if (subject.killed_hdf5()) return "Bytes inside are wrong: " + std::string(subject.hdf5_problem) + ".";
      if (subject.hdf5_problem.empty()) return "Part of its structure is missing or overwritten.";
      return "Its structure is missing or overwritten (HDF5 says: " + std::string(subject.hdf5_problem) + ").";
    case VerdictState::not_weights:
      return "Nothing in it is laid out the way Keras lays out weights.";
  }
  return "";
}

std::string next_without_finding(const Subject& subject, const Report& report, VerdictState state,
                                 std::string_view before) {
  switch (state) {
    case VerdictState::filled:
      return next_filled(subject, report, before);
    case VerdictState::partly_empty:
    case VerdictState::empty:
      return "Call the model once on data, check model.summary(), and save it again.";
    case VerdictState::damaged:
      return "Fetch or copy the file again and compare its size in bytes with the original, or save it again from the "
             "model.";
    case VerdictState::not_weights:
      return "Look for the file that Keras wrote: its name ends in .weights.h5, .keras, .h5 or .hdf5.";
  }
  return "";
}

}  // namespace

const Finding* principal_finding(const std::vector<Finding>& findings, VerdictState state) {
  const Finding* best = smallest_rank(
      findings, [state](const Finding&, const catalogue::Entry& rule) { return explains(rule.family, state); });
  if (best != nullptr) return best;
  best = smallest_rank(
      findings, [](const Finding& finding, const catalogue::Entry&) { return finding.severity == Severity::error; });
  if (best != nullptr) return best;
  return smallest_rank(
      findings, [](const Finding& finding, const catalogue::Entry&) { return finding.severity == Severity::warning; });
}

Verdict judge(const Subject& subject, const Report& report, const std::vector<Finding>& findings) {
  Verdict verdict;
  verdict.state = state_of(subject, report);
  const Finding* principal = principal_finding(findings, verdict.state);
  const std::string before = quantize_first(findings);
  verdict.headline = headline_of(subject, report, findings, verdict.state, principal);
  if (const catalogue::Entry* rule = principal == nullptr ? nullptr : catalogue::find(principal->id); rule != nullptr) {
    verdict.because = principal->id;
    const bool joins = joins_the_card(*principal, *rule, verdict.state);
    if (joins) verdict.why = why_filled(subject, report) + " ";
    if (joins) verdict.next = next_filled(subject, report, before) + " ";
    verdict.why += rules::fill(rule->why, principal->params);
    if (!joins && verdict.state == VerdictState::filled)
      verdict.next = before_the_rules(*principal, *rule, subject, report, before);
    if (!verdict.next.ends_with('.')) verdict.next += rules::fill(rule->next, principal->params);
  }
  if (verdict.why.empty()) verdict.why = why_without_finding(subject, report, verdict.state);
  if (verdict.next.empty()) verdict.next = next_without_finding(subject, report, verdict.state, before);
  return verdict;
}

}  // namespace weighbridge::report
