#include <algorithm>
#include <utility>

#include "base/text.h"
#include "keras/releases/loader_rows.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"
#include "messages/known_message.h"
#include "weighbridge/messages.h"

namespace weighbridge {
namespace {

using messages::Asked;
using messages::KnownMessage;
using messages::Match;

struct Recognised {
  const KnownMessage* message;
  std::string_view text;
  Match where;
};

bool overlap(const Match& a, const Match& b) { return a.begin < b.end && b.begin < a.end; }

std::vector<Recognised> recognise(std::string_view normalised) {
  std::vector<Recognised> found;
  for (const KnownMessage& message : messages::known_messages()) {
    for (const std::string_view says : message.says) {
      const auto where = messages::find_pattern(says, normalised);
      if (!where) continue;
      const bool taken =
          std::ranges::any_of(found, [&](const Recognised& other) { return overlap(other.where, *where); });
      if (!taken) found.push_back({&message, says, *where});
      break;
    }
  }
  return found;
}

// A finding about some layers explains no message about another one.
bool is_about_another(const Finding& finding, const Asked* asked, const Report& report) {
  if (asked == nullptr || !asked->layer || finding.layers.empty()) return false;
  const Layer* layer = messages::find_layer(report, *asked->layer);
  return layer != nullptr && !std::ranges::contains(finding.layers, layer->path);
}

const WordedFinding* cause_in(const KnownMessage& message, const Asked* asked, const Report& report) {
  for (const std::string_view id : message.causes) {
    const auto found = std::ranges::find_if(report.findings, [&](const WordedFinding& worded) {
      return worded.finding.id == id && !is_about_another(worded.finding, asked, report);
    });
    if (found != report.findings.end()) return &*found;
  }
  return nullptr;
}

struct Pasted {
  std::string_view normalised;
  Match where;  // the known text in it
};

// Shorter texts are said of many files.
constexpr std::size_t kLeastBytes = 16;
// So long a text with nothing left open names layers and shapes of this file: that is more than a likeness.
constexpr std::size_t kTellingBytes = 64;

// The row of the table that says the text word for word; where the model alone knows a number, up to that number. Of a
// reader who has said which Keras he has, only what that one says.
const LoaderPrediction* foreseen_in(const Report& report, const Pasted& pasted, std::size_t least_bytes) {
  for (const LoaderPrediction& row : report.loaders) {
    if (!row.error || (report.my_keras && !row.is_mine)) continue;
    std::string_view error = *row.error;
    error = error.substr(0, std::min(error.find(" N "), error.find("...")));
    error = error.substr(std::min(error.find(": ") + 2, error.size()));
    const std::string wanted = messages::normalise(error);
    const std::size_t at = wanted.size() < least_bytes ? std::string_view::npos : pasted.normalised.find(wanted);
    if (at != std::string_view::npos && overlap(pasted.where, {at, at + wanted.size()})) return &row;
  }
  return nullptr;
}

std::string call_of(const LoaderPrediction& row) { return row.call.substr(0, row.call.find('(')); }

// "This is what load_model of Keras 3.0.0 to 3.2.1 says to this file, whose content is sound. <what makes it load>"
std::string foreseen(const Report& report, const LoaderPrediction& said, const KnownMessage& message) {
  const bool is_nightly = said.loader.package == "keras" && !keras::is_released(said);
  const VersionRange versions = is_nightly ? said.loader : keras::released_part(said.loader);
  std::string text = "This is what " + call_of(said) + " of " + keras::in_words(versions) +
                     " says to this file; its content is sound.";
  if (said.remedy) text += ' ' + *said.remedy;
  text += keras::where_it_loads(report.loaders, said.call);
  return report.my_keras ? text : text + " If another Keras said it: " + std::string(message.sound);
}

std::string then(const std::string& next) { return next.empty() ? "" : " " + next; }

// What it means for this file: the finding that explains it, what the file has beside what the message asks for, and
// what to do; or, in a file that is not fine, the verdict; or that the file is not to blame.
void speak_of(const Report& report, const KnownMessage& message, const Asked* asked, const Pasted& pasted,
              MessageAnswer& answer) {
  const auto compared = asked == nullptr ? std::nullopt : messages::compare(*asked, report);
  const std::string more = compared ? " " + compared->said : "";
  if (const WordedFinding* cause = cause_in(message, asked, report)) {
    answer.because = cause->finding.id;
    // An error in the file explains it alone: what is compared would look for another reason.
    const bool explains_all = cause->finding.severity == Severity::error;
    answer.here = cause->title + ". " + cause->why + (explains_all ? "" : more) + then(cause->next);
  } else if (report.verdict.state != VerdictState::filled) {
    answer.here = report.verdict.headline + " " + report.verdict.why + more + then(report.verdict.next);
  } else if (const LoaderPrediction* plain = foreseen_in(report, pasted, kTellingBytes); plain && plain->remedy) {
    answer.here = foreseen(report, *plain, message);
  } else if (compared && compared->explains) {
    answer.here = compared->said;
  } else if (const LoaderPrediction* said = foreseen_in(report, pasted, kLeastBytes)) {
    answer.here = foreseen(report, *said, message) + more;
  } else {
    answer.here = std::string(message.sound) + more;
  }
}

std::string in_words_for(Audience audience, std::string text) {
  struct Placeholder {
    std::string_view name, page, terminal;
  };
  constexpr Placeholder kPlaceholders[] = {
      {"{{weigh}}", "drop the file here", "give the file as well"},
      {"{{Weigh}}", "Drop the file here", "Give the file as well"},
      {"{{table}}", "the table of layers here", "the table of layers in its report"},
  };
  for (const Placeholder& placeholder : kPlaceholders) {
    for (std::size_t at = text.find(placeholder.name); at != std::string::npos; at = text.find(placeholder.name, at)) {
      text.replace(at, placeholder.name.size(), audience == Audience::page ? placeholder.page : placeholder.terminal);
    }
  }
  return text;
}

MessageAnswer answer_of(const KnownMessage& message, std::string_view text, const Asked* asked, const Report* report,
                        const Pasted& pasted, Audience audience) {
  MessageAnswer answer{std::string(message.id),    std::string(text), std::string(message.by),
                       std::string(message.means), std::nullopt,      std::string(message.check)};
  if (report != nullptr) speak_of(*report, message, asked, pasted, answer);
  answer.means = in_words_for(audience, std::move(answer.means));
  answer.here = in_words_for(audience, std::move(answer.here));
  return answer;
}

}  // namespace

MessageAnswers answer_message(std::string_view pasted, const Report* report, Audience audience) {
  const std::string squeezed = messages::squeeze(pasted.substr(0, kMostPastedBytes));
  const std::string normalised = text::to_lower_ascii(squeezed);
  const std::vector<Asked> all = report == nullptr ? std::vector<Asked>() : messages::read_asked(squeezed);
  MessageAnswers answers{.is_about_file = report != nullptr};
  answers.keras = keras_in(pasted);
  for (const Recognised& found : recognise(normalised)) {
    const auto asked =
        std::ranges::find_if(all, [&](const Asked& one) { return overlap(found.where, {one.begin, one.end}); });
    MessageAnswer answer = answer_of(*found.message, found.text, asked == all.end() ? nullptr : &*asked, report,
                                     {normalised, found.where}, audience);
    // A traceback says the same in several texts.
    const bool said = report != nullptr && std::ranges::contains(answers.answers, answer.here, &MessageAnswer::here);
    if (!said) answers.answers.push_back(std::move(answer));
  }
  if (!answers.answers.empty()) return answers;
  answers.match = MessageMatch::part;
  for (const messages::Part& part : messages::find_parts(normalised))
    answers.answers.push_back(
        answer_of(*part.message, part.text, nullptr, report, {normalised, {0, normalised.size()}}, audience));
  if (!answers.answers.empty()) return answers;
  for (const messages::Part& part : messages::find_nearest(normalised)) answers.nearest.emplace_back(part.text);
  return answers;
}

}  // namespace weighbridge
