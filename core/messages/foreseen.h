// A pasted text that the table of loaders foresees, word for word.
#ifndef WEIGHBRIDGE_MESSAGES_FORESEEN_H_
#define WEIGHBRIDGE_MESSAGES_FORESEEN_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/known_message.h"
#include "weighbridge/messages.h"
#include "weighbridge/report.h"

namespace weighbridge::messages {

// Shorter texts are said of many files.
inline constexpr std::size_t kLeastBytes = 16;

struct Pasted {
  std::string_view normalised;
  Match where;  // the known text in it
  const std::optional<SeenKeras>& keras;
};

[[nodiscard]] inline bool overlap(const Match& a, const Match& b) { return a.begin < b.end && b.begin < a.end; }

using Rows = std::vector<const LoaderPrediction*>;

// The rows that say the text, of at least so many bytes. Of a reader who has said which Keras he has, only what that
// one says.
[[nodiscard]] Rows foreseen_in(const Report& report, const Pasted& pasted, std::size_t least_bytes);

// "This is what load_model of Keras 3.0.0 to 3.2.1 says to this file; its content is sound. <what makes it load>"
// `otherwise`: what it means if a Keras said it that is not in the table; "" where that is no other.
[[nodiscard]] std::string foreseen(const Report& report, const Rows& rows, std::string_view otherwise,
                                   const Pasted& pasted);

}  // namespace weighbridge::messages

#endif  // WEIGHBRIDGE_MESSAGES_FORESEEN_H_
