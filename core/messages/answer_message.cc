#include <algorithm>
#include <utility>

#include "messages/known_message.h"
#include "weighbridge/messages.h"

namespace weighbridge {
namespace {

using messages::KnownMessage;
using messages::Match;

constexpr std::size_t kMaxPastedBytes = 64 * 1024;

struct Recognised {
  const KnownMessage* message;
  std::string_view says;
  Match where;
};

bool overlap(const Match& a, const Match& b) { return a.begin < b.end && b.begin < a.end; }

std::vector<Recognised> recognise(std::string_view normalised) {
  std::vector<Recognised> found;
  for (const KnownMessage& message : messages::known_messages()) {
    for (const std::string_view says : message.says) {
      const auto where = messages::find_pattern(says, normalised);
      if (!where) continue;
      const bool taken = std::ranges::any_of(found, [&](const Recognised& other) { return overlap(other.where, *where); });
      if (!taken) found.push_back({&message, says, *where});
      break;
    }
  }
  return found;
}

const WordedFinding* cause_in(const KnownMessage& message, const Report& report) {
  for (const std::string_view id : message.causes) {
    const auto found = std::ranges::find_if(report.findings, [&](const WordedFinding& worded) { return worded.finding.id == id; });
    if (found != report.findings.end()) return &*found;
  }
  return nullptr;
}

// What it means for this file: the finding that explains it; or, in a file that is not fine, the verdict; or that the file is not to blame.
void speak_of(const Report& report, const KnownMessage& message, MessageAnswer& answer) {
  if (const WordedFinding* cause = cause_in(message, report)) {
    answer.because = cause->finding.id;
    answer.here = cause->title + ". " + cause->why;
  } else if (report.verdict.state == VerdictState::filled) {
    answer.here = message.sound;
  } else {
    answer.here = report.verdict.headline + " " + report.verdict.why;
  }
}

}  // namespace

std::vector<MessageAnswer> answer_message(std::string_view pasted, const Report* report) {
  std::vector<MessageAnswer> answers;
  for (const Recognised& found : recognise(messages::normalise(pasted.substr(0, kMaxPastedBytes)))) {
    const KnownMessage& message = *found.message;
    MessageAnswer answer{
        std::string(message.id),   std::string(found.says), std::string(message.by), std::string(message.means), std::nullopt,
        std::string(message.check)};
    if (report != nullptr) speak_of(*report, message, answer);
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace weighbridge
