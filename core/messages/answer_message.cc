#include <algorithm>
#include <utility>

#include "base/text.h"
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

// What it means for this file: the finding that explains it, and what the file has beside what the message asks for;
// or, in a file that is not fine, the verdict; or that the file is not to blame.
void speak_of(const Report& report, const KnownMessage& message, const Asked* asked, MessageAnswer& answer) {
  const auto compared = asked == nullptr ? std::nullopt : messages::compare(*asked, report);
  const std::string more = compared ? " " + compared->said : "";
  if (const WordedFinding* cause = cause_in(message, asked, report)) {
    answer.because = cause->finding.id;
    answer.here = cause->title + ". " + cause->why + more;
  } else if (report.verdict.state != VerdictState::filled) {
    answer.here = report.verdict.headline + " " + report.verdict.why + more;
  } else if (compared && compared->explains) {
    answer.here = compared->said;
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
                        Audience audience) {
  MessageAnswer answer{std::string(message.id),    std::string(text), std::string(message.by),
                       std::string(message.means), std::nullopt,      std::string(message.check)};
  if (report != nullptr) speak_of(*report, message, asked, answer);
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
  for (const Recognised& found : recognise(normalised)) {
    const auto asked =
        std::ranges::find_if(all, [&](const Asked& one) { return overlap(found.where, {one.begin, one.end}); });
    MessageAnswer answer =
        answer_of(*found.message, found.text, asked == all.end() ? nullptr : &*asked, report, audience);
    // A traceback says the same in several texts.
    const bool said = report != nullptr && std::ranges::contains(answers.answers, answer.here, &MessageAnswer::here);
    if (!said) answers.answers.push_back(std::move(answer));
  }
  if (!answers.answers.empty()) return answers;
  answers.match = MessageMatch::part;
  for (const messages::Part& part : messages::find_parts(normalised))
    answers.answers.push_back(answer_of(*part.message, part.text, nullptr, report, audience));
  if (!answers.answers.empty()) return answers;
  for (const messages::Part& part : messages::find_nearest(normalised)) answers.nearest.emplace_back(part.text);
  return answers;
}

}  // namespace weighbridge
