#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "catalogue/ids.gen.h"
#include "messages/compare/compare.h"
#include "messages/compare/file_layers.h"
#include "messages/foreseen.h"
#include "messages/known_message.h"
#include "messages/pasted/pasted.h"
#include "weighbridge/messages.h"

namespace weighbridge {
namespace {

using messages::Asked;
using messages::KnownMessage;
using messages::Match;
using messages::Pasted;
using messages::Rows;

struct Recognised {
  const KnownMessage* message;
  std::string_view text;
  Match where;
};

// Keras puts what was raised first into these, which say no more than that; the reason stands behind.
bool is_around_another(const Recognised& one, const std::vector<Recognised>& found) {
  constexpr std::array<std::string_view, 2> kAround = {"Error when deserializing class",
                                                       "could not be deserialized properly"};
  return std::ranges::contains(kAround, one.text) &&
         std::ranges::any_of(found, [&](const Recognised& other) { return other.where.begin > one.where.end; });
}

// A traceback prints the same twice: as it was raised, and with what was put around it, which tells more.
bool is_within_another(const Recognised& one, const std::vector<Recognised>& found, std::string_view normalised) {
  const auto said = [&](const Recognised& some) {
    return normalised.substr(some.where.begin, some.where.end - some.where.begin);
  };
  return std::ranges::any_of(found, [&](const Recognised& other) {
    return said(other).size() > said(one).size() && said(other).contains(said(one));
  });
}

std::vector<Recognised> recognise(std::string_view normalised) {
  std::vector<Recognised> found;
  for (const KnownMessage& message : messages::known_messages()) {
    for (const std::string_view says : message.says) {
      const auto where = messages::find_pattern(says, normalised);
      if (!where) continue;
      const bool taken =
          std::ranges::any_of(found, [&](const Recognised& other) { return messages::overlap(other.where, *where); });
      if (!taken) found.push_back({&message, says, *where});
      break;
    }
  }
  const std::vector<Recognised> all = found;
  std::erase_if(found, [&](const Recognised& one) {
    return is_around_another(one, all) || is_within_another(one, all, normalised);
  });
  return found;
}

// Keras that looks for groups and arrays by hand says the bare name of the one that is not there: a text of this file
// alone (keras/src/saving/saving_lib.py, safe_get_h5_group, 3.12.2, 3.14.1 and later).
std::vector<Recognised> missing_in(const Report& report, std::string_view normalised) {
  const auto message = std::ranges::find(messages::known_messages(), "object-does-not-exist", &KnownMessage::id);
  for (const LoaderPrediction& row : report.loaders) {
    if (!row.error || !row.error->starts_with("KeyError: '")) continue;
    const std::string said = messages::normalise(*row.error);
    if (const std::size_t at = normalised.find(said); at != std::string_view::npos)
      return {{&*message, *row.error, {at, at + said.size()}}};
  }
  return {};
}

// Of frozen layers, where the message is about an array that is of another size.
bool is_of_other_size(const Finding& finding, const Asked& asked, const Report& report) {
  return finding.id == ids::kFrozenWhenSaved && std::ranges::none_of(report.layers, [&](const Layer& layer) {
           return std::ranges::contains(finding.layers, layer.path) && messages::may_be_moved(asked, layer);
         });
}

// A finding about some layers explains no message about another one.
bool is_about_another(const Finding& finding, const Asked* asked, const Report& report) {
  if (asked != nullptr && is_of_other_size(finding, *asked, report)) return true;
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

// So long a text with nothing left open names layers and shapes of this file: that is more than a likeness.
constexpr std::size_t kTellingBytes = 64;

std::string_view sound_of(const KnownMessage& message, const Report& report) {
  const auto own = std::ranges::find_if(message.sounds, [&](const messages::ContainerSound& sound) {
    return sound.container == report.container || sound.container == report.layout;
  });
  return own == message.sounds.end() ? message.sound : own->sound;
}

std::string then(const std::string& next) { return next.empty() ? "" : " " + next; }

// The message is about the model; what is wrong with the file is another matter, and is said behind it.
std::string of_model(const Report& report, const KnownMessage& message) {
  std::string text(sound_of(message, report));
  if (report.verdict.state == VerdictState::filled) return text;
  text += " " + report.verdict.headline;
  // What a part of it lacks keeps nobody from loading the rest.
  return report.verdict.state == VerdictState::partly_empty ? text : text + then(report.verdict.next);
}

// What it means for this file: the finding that explains it, what the file has beside what the message asks for, and
// what to do; or, in a file that is not fine, the verdict; or that the file is not to blame.
void speak_of(const Report& report, const KnownMessage& message, const Asked* read, const Pasted& pasted,
              MessageAnswer& answer) {
  const auto stored = read == nullptr ? std::nullopt : std::optional(messages::as_stored(*read, report));
  const Asked* asked = stored ? &*stored : nullptr;
  const auto compared = asked == nullptr ? std::nullopt : messages::compare(*asked, report);
  const std::string more = compared ? " " + compared->said : "";
  if (message.is_about_model) {
    answer.here = of_model(report, message);
  } else if (const WordedFinding* cause = cause_in(message, asked, report)) {
    answer.because = cause->finding.id;
    // An error in the file explains it alone, and so do weights in another order: what is compared would look for
    // another reason.
    const bool explains_all = cause->finding.severity == Severity::error || cause->finding.id == ids::kFrozenWhenSaved;
    answer.here = cause->title + ". " + cause->why + (explains_all ? "" : more) + then(cause->next);
  } else if (report.verdict.state != VerdictState::filled) {
    answer.here = report.verdict.headline + " " + report.verdict.why + more + then(report.verdict.next);
  } else if (const Rows plain = messages::foreseen_in(report, pasted, kTellingBytes);
             !plain.empty() && plain.front()->remedy) {
    // What the text is about explains it whoever said it.
    answer.here =
        messages::foreseen(report, plain, compared && compared->explains ? "" : sound_of(message, report), pasted);
  } else if (compared && compared->explains) {
    answer.here = compared->said;
  } else if (const Rows said = messages::foreseen_in(report, pasted, messages::kLeastBytes); !said.empty()) {
    answer.here = messages::foreseen(report, said, sound_of(message, report), pasted) + more;
  } else {
    answer.here = std::string(sound_of(message, report)) + more;
  }
}

std::string put_in_place_of(std::string_view placeholder, std::string_view words, std::string text) {
  for (std::size_t at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder, at + words.size()))
    text.replace(at, placeholder.size(), words);
  return text;
}

std::string in_words_for(Audience audience, const Asked* asked, std::string text) {
  struct Placeholder {
    std::string_view name, page, terminal;
  };
  constexpr Placeholder kPlaceholders[] = {
      {"{{weigh}}", "drop the file here", "give the file as well"},
      {"{{Weigh}}", "Drop the file here", "Give the file as well"},
      {"{{table}}", "the table of layers here", "the table of layers in its report"},
  };
  for (const Placeholder& placeholder : kPlaceholders) {
    text = put_in_place_of(placeholder.name, audience == Audience::page ? placeholder.page : placeholder.terminal,
                           std::move(text));
  }
  const bool names_class = asked != nullptr && asked->class_name;
  const std::string name = names_class ? text::to_valid_utf8(*asked->class_name) : "Name";
  const bool is_registered = names_class && asked->registered;
  text = put_in_place_of("{{registered}}", is_registered ? text::to_valid_utf8(*asked->registered) : name,
                         std::move(text));
  return put_in_place_of("{{class}}", name, std::move(text));
}

MessageAnswer answer_of(const KnownMessage& message, std::string_view text, const Asked* asked, const Report* report,
                        const Pasted& pasted, Audience audience) {
  MessageAnswer answer{std::string(message.id),    std::string(text), std::string(message.by),
                       std::string(message.means), std::nullopt,      std::string(message.check)};
  if (report != nullptr)
    speak_of(*report, message, asked, pasted, answer);
  else if (const auto known = asked == nullptr ? std::nullopt : messages::without_file(*asked))
    answer.here = *known;
  answer.means = in_words_for(audience, asked, std::move(answer.means));
  answer.here = in_words_for(audience, asked, std::move(answer.here));
  return answer;
}

}  // namespace

MessageAnswers answer_message(std::string_view pasted, const Report* report, Audience audience) {
  const std::string plain = messages::in_plain_signs(pasted.substr(0, kMostPastedBytes));
  const std::string squeezed =
      messages::squeeze(messages::join_lines(messages::without_code(messages::lines_of(plain))));
  const std::string normalised = text::to_lower_ascii(squeezed);
  const std::vector<Asked> all = messages::read_asked(squeezed + ' ');  // what a text ends with may be all it says
  MessageAnswers answers{.is_about_file = report != nullptr};
  answers.keras = keras_in(plain);
  std::vector<Recognised> recognised = recognise(normalised);
  if (recognised.empty() && report != nullptr) recognised = missing_in(*report, normalised);
  for (const Recognised& found : recognised) {
    const auto asked = std::ranges::find_if(
        all, [&](const Asked& one) { return messages::overlap(found.where, {one.begin, one.end}); });
    MessageAnswer answer = answer_of(*found.message, found.text, asked == all.end() ? nullptr : &*asked, report,
                                     {normalised, found.where, answers.keras}, audience);
    // A traceback says the same in several texts.
    const bool said = report != nullptr && std::ranges::contains(answers.answers, answer.here, &MessageAnswer::here);
    if (!said) answers.answers.push_back(std::move(answer));
  }
  if (!answers.answers.empty()) return answers;
  answers.match = MessageMatch::part;
  for (const messages::Part& part : messages::find_parts(normalised))
    answers.answers.push_back(answer_of(*part.message, part.text, nullptr, report,
                                        {normalised, {0, normalised.size()}, answers.keras}, audience));
  if (!answers.answers.empty()) return answers;
  for (const messages::Part& part : messages::find_nearest(normalised)) answers.nearest.emplace_back(part.text);
  return answers;
}

}  // namespace weighbridge
