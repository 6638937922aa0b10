// The known messages (messages.md) and how one is found in a text.
#ifndef WEIGHBRIDGE_MESSAGES_KNOWN_MESSAGE_H_
#define WEIGHBRIDGE_MESSAGES_KNOWN_MESSAGE_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weighbridge::messages {

// What a message means for files of one container or layout, if the file has none of its causes.
struct ContainerSound {
  std::string_view container;  // the report's id: "keras-zip", "keras-v3-weights"
  std::string_view sound;
};

struct KnownMessage {
  std::string_view id;
  std::span<const std::string_view> says;   // texts with * for what varies
  std::span<const std::string_view> whole;  // the same to their ends, for fragments
  std::string_view by;
  std::string_view means;
  std::span<const std::string_view> causes;  // ids of findings, the most telling first
  std::string_view sound;                    // if the file has none of them
  std::span<const ContainerSound> sounds;    // the same, where a container has words of its own
  bool is_about_model;                       // the model in memory, whatever the file
  std::string_view check;                    // without a file
};

// In order of telling: where two match the same words, the first one is meant.
[[nodiscard]] std::span<const KnownMessage> known_messages();

// One kind of quote, one blank for any run of white space: what people lose and gain when they copy text.
[[nodiscard]] std::string squeeze(std::string_view text);
// The same in lower case; byte for byte as long.
[[nodiscard]] std::string normalise(std::string_view text);

struct Match {
  std::size_t begin;
  std::size_t end;
};
// Where `pattern` (as in messages.md) stands in `normalised`; a * spans at most kMaxGap bytes.
inline constexpr std::size_t kMaxGap = 600;
[[nodiscard]] std::optional<Match> find_pattern(std::string_view pattern, std::string_view normalised);

// A known text of which `normalised` holds a part.
struct Part {
  const KnownMessage* message;
  std::string_view text;  // of `says` or `whole`
  double weight;          // of the words that are in both, in a row; rare words weigh more
  std::size_t words = 0;  // how many those are
  std::size_t taken = 0;  // with those that a * stands for
};
// The messages of which enough is there to name them, the likeliest first: all words that were given, if they tell
// anything; of a longer text, four words in a row. At most four, and none that is far less likely than the first.
[[nodiscard]] std::vector<Part> find_parts(std::string_view normalised);

// The words of all known texts, in lower case, and those that stand beside each other: "received 0".
class Vocabulary {
 public:
  Vocabulary();
  [[nodiscard]] bool has(std::string_view words) const { return words_.contains(words); }

 private:
  std::set<std::string, std::less<>> words_;
};

// The messages that share words with `normalised`, in whatever order; at most three.
[[nodiscard]] std::vector<Part> find_nearest(std::string_view normalised);

}  // namespace weighbridge::messages

#endif  // WEIGHBRIDGE_MESSAGES_KNOWN_MESSAGE_H_
