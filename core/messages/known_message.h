// The compiled table of known messages (messages.gen.cc, from messages.md) and how one is found in a text.
#ifndef WEIGHBRIDGE_MESSAGES_KNOWN_MESSAGE_H_
#define WEIGHBRIDGE_MESSAGES_KNOWN_MESSAGE_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace weighbridge::messages {

struct KnownMessage {
  std::string_view id;
  std::span<const std::string_view> says;  // texts with * for what varies
  std::string_view by;
  std::string_view means;
  std::span<const std::string_view> causes;  // ids of findings, the most telling first
  std::string_view sound;                    // if the file has none of them
  std::string_view check;                    // without a file
};

// In order of telling: where two match the same words, the first one is meant.
[[nodiscard]] std::span<const KnownMessage> known_messages();

// Lower case, one kind of quote, one blank for any run of white space: what people lose and gain when they copy text.
[[nodiscard]] std::string normalise(std::string_view text);

struct Match {
  std::size_t begin;
  std::size_t end;
};
// Where `pattern` (as in messages.md) stands in `normalised`; a * spans at most kMaxGap bytes.
inline constexpr std::size_t kMaxGap = 600;
[[nodiscard]] std::optional<Match> find_pattern(std::string_view pattern, std::string_view normalised);

}  // namespace weighbridge::messages

#endif  // WEIGHBRIDGE_MESSAGES_KNOWN_MESSAGE_H_
