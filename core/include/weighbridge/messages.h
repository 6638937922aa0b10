// "I have an error message": what a text that Keras, h5py or Python printed means, and what it means for this file.
#ifndef WEIGHBRIDGE_MESSAGES_H_
#define WEIGHBRIDGE_MESSAGES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/analyze.h"
#include "weighbridge/my_keras.h"
#include "weighbridge/report.h"

namespace weighbridge {

// Where the answer is read: the words for "weigh the file too" differ.
enum class Audience { page, terminal };

struct MessageAnswer {
  std::string id;                      // "received-0-variables"; a section of core/messages/messages.md
  std::string says;                    // the known text, with * for what varies
  std::string by;                      // who says it
  std::string means;                   // whatever the file
  std::optional<std::string> because;  // the finding of this file that explains it
  std::string here;                    // for this file; without a file, what to check
};

// whole: the telling part of each answer's text was found. part: only a fragment was given, and each answer is one that
// it may be of.
enum class MessageMatch { whole, part };

// The Keras that a pasted text comes from, where the text says so.
struct SeenKeras {
  MyKeras keras;
  std::string said;          // one sentence: how that is known, and what stands for what
  bool is_stand_in = false;  // the text tells a line of releases only: the newest of it stands for whichever it was
};
// The version that it names; else what the paths of a traceback tell, which is a line of releases: the newest of it.
[[nodiscard]] std::optional<SeenKeras> keras_in(std::string_view pasted);

struct MessageAnswers {
  MessageMatch match = MessageMatch::whole;
  std::vector<MessageAnswer> answers;  // the most telling, or the likeliest, first; empty: the text is not known
  bool is_about_file = false;          // `here` speaks of the file that was given
  // The text is not known: those known texts that share most words with it, at most three.
  std::vector<std::string> nearest;
  std::optional<SeenKeras> keras;  // that the text comes from
};

inline constexpr std::size_t kMostPastedBytes = 64 * 1024;

// What `pasted` (a whole traceback will do, or a few words of its last line) means. Tolerates other paths, names,
// numbers, quotes and line breaks. `report` may be null. Looks at the first kMostPastedBytes.
[[nodiscard]] MessageAnswers answer_message(std::string_view pasted, const Report* report, Audience audience);

// {"match":"whole"|"part","messages":[{"id","says","by","means","because","here"}],"nearest":[...]} as one line.
[[nodiscard]] std::string messages_to_json(const MessageAnswers& answers);
// For a terminal; says so honestly when nothing was recognised, and that a fragment may be of several.
[[nodiscard]] std::string messages_to_text(const MessageAnswers& answers, TextStyle style);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_MESSAGES_H_
