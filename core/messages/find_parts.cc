// Fragments: which known texts a few pasted words are a part of.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "messages/known_message.h"

namespace weighbridge::messages {
namespace {

constexpr std::size_t kMostWords = 3000;  // of what was pasted
constexpr std::size_t kMostParts = 4;
constexpr std::size_t kMostNearest = 3;
constexpr std::size_t kLeastWordsInARow = 4;  // within a longer text
constexpr double kLeastWeightInARow = 8;
constexpr double kLeastWeightOfAll = 2.5;  // of all words of a short text
// Of a message, told in words of one's own: they are more than half of what names anything.
constexpr std::size_t kLeastWordsOfMost = 3;
constexpr double kLeastWeightOfMost = 5;
constexpr double kLeastWeightOfOne = 3.5;  // of a single word
constexpr std::size_t kMostLeadingFillers = 6;
constexpr double kLeastWeightNear = 3;
constexpr double kShareOfBest = 0.75;
constexpr double kPriceOfFiller = 0.4;  // of each word that a * takes up
constexpr std::string_view kAnything = "*";
constexpr double kWeightOfEveryday = 0.4;

// Words of any sentence, and those that everybody uses who has a problem: alone they name nothing.
constexpr std::array<std::string_view, 62> kEveryday = {
    "a",      "all",   "an",    "and",   "any",   "are",  "as",    "at",   "be",    "because", "been",  "but",  "by",
    "can",    "could", "did",   "do",    "does",  "for",  "from",  "get",  "got",   "had",     "has",   "have", "help",
    "how",    "i",     "if",    "in",    "is",    "it",   "its",   "my",   "no",    "not",     "of",    "on",   "or",
    "please", "some",  "that",  "the",   "them",  "then", "there", "this", "to",    "use",     "using", "was",  "were",
    "what",   "when",  "where", "which", "while", "will", "with",  "work", "works", "you"};

using Words = std::vector<std::string_view>;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (static_cast<unsigned char>(c) & 0x80u) != 0;
}

// Words and, in patterns, the * between them. Signs part words: people lose them when they copy.
Words words_of(std::string_view normalised) {
  Words words;
  for (std::size_t i = 0; i < normalised.size() && words.size() < kMostWords;) {
    std::size_t end = i;
    while (end < normalised.size() && is_letter(normalised[end])) ++end;
    if (end > i) words.push_back(normalised.substr(i, end - i));
    if (end == i && normalised[i] == '*') words.push_back(kAnything);
    i = std::max(end, i + 1);
  }
  return words;
}

struct KnownText {
  const KnownMessage* message;
  std::string_view text;
  std::string normalised;
  Words words;  // in `normalised`
};

// Known texts, and how much each word tells: the fewer messages have it the more.
class Library {
 public:
  Library() {
    std::map<std::string_view, std::set<const KnownMessage*>> owners;
    for (const KnownMessage& message : known_messages()) {
      for (const auto texts : {message.says, message.whole}) {
        for (const std::string_view text : texts) texts_.push_back({&message, text, normalise(text), {}});
      }
    }
    for (KnownText& text : texts_) {
      text.words = words_of(text.normalised);
      for (const std::string_view word : text.words) owners[word].insert(text.message);
    }
    const auto all = static_cast<double>(known_messages().size());
    for (const auto& [word, messages] : owners)
      weights_[word] = std::log((all + 1) / (static_cast<double>(messages.size()) + 0.5));
    for (auto& [word, weight] : weights_) {
      const bool is_example = word.size() == 1 && word > "9";  // an x; a number tells texts apart
      if (is_example || std::ranges::contains(kEveryday, word)) weight = std::min(weight, kWeightOfEveryday);
    }
    weights_[kAnything] = 0;
  }
  [[nodiscard]] const std::vector<KnownText>& texts() const { return texts_; }
  // 0: in no known text.
  [[nodiscard]] double weight(std::string_view word) const {
    const auto found = weights_.find(word);
    return found == weights_.end() ? 0 : found->second;
  }

 private:
  std::vector<KnownText> texts_;
  std::map<std::string_view, double> weights_;
};

// A run of words that stand in both, in this order and with nothing between them but what a * stands for.
struct Run {
  double weight = 0;
  double net = 0;           // less the price of fillers: which way a run goes on
  std::uint32_t words = 0;  // that are in both
  std::uint32_t taken = 0;  // of what was pasted, fillers included
};

bool goes_on_better(const Run& a, const Run& b) { return a.net > b.net; }
bool is_better(const Run& a, const Run& b) { return a.weight != b.weight ? a.weight > b.weight : a.taken > b.taken; }

Run with_filler(const Run& run) { return {run.weight, run.net - kPriceOfFiller, run.words, run.taken + 1}; }
Run with_word(const Run& run, double weight) {
  return {run.weight + weight, run.net + weight, run.words + 1, run.taken + 1};
}

Run best_run(const Words& pasted, const Words& known, const Library& library) {
  Run best;
  std::vector<Run> last(known.size());  // runs that end with the word before, by the place in `known`
  std::vector<Run> row(known.size());
  for (std::size_t i = 0; i < pasted.size(); ++i) {
    const double weight = library.weight(pasted[i]);
    for (std::size_t j = 0; j < known.size(); ++j) {
      row[j] = {};
      const Run before = j > 0 ? last[j - 1] : Run{};
      if (known[j] == kAnything) {
        const Run& from = goes_on_better(last[j], before) ? last[j] : before;
        if (from.net > kPriceOfFiller) row[j] = with_filler(from);
      } else if (known[j] == pasted[i]) {
        const bool is_behind_anything = j > 0 && known[j - 1] == kAnything;
        const Run& around = is_behind_anything && j > 1 && goes_on_better(last[j - 2], before) ? last[j - 2] : before;
        row[j] = with_word(around, weight);
        // A fragment may begin in the middle of what a * stands for.
        if (around.taken == 0 && is_behind_anything && i <= kMostLeadingFillers)
          row[j].taken += static_cast<std::uint32_t>(i);
      }
      if (is_better(row[j], best)) best = row[j];
    }
    std::swap(last, row);
  }
  return best;
}

// The name of the exception, or of the log's level, is said of many messages. True: it stood in front, so that the text
// is an error as it was printed, and not a part of one.
bool drop_exception_name(Words& words) {
  const auto is_name = [](std::string_view word) {
    return word.ends_with("error") || word.ends_with("exception") || word.ends_with("warning") || word == "info";
  };
  const auto first = std::ranges::find_if_not(words, is_name);
  const bool is_whole = first != words.begin();
  words.erase(words.begin(), first);
  return is_whole;
}

// "When I load it, it received 0 variables": the rest is the reader's own way to say it.
bool is_most_of(const Run& run, const Words& pasted) {
  const auto telling =
      std::ranges::count_if(pasted, [](std::string_view word) { return !std::ranges::contains(kEveryday, word); });
  return run.words >= kLeastWordsOfMost && run.weight >= kLeastWeightOfMost &&
         3 * run.words > 2 * static_cast<std::uint64_t>(telling);
}

// Of the words that name anything, most stand in the other text, too.
bool has_most_of(const Words& some, const Words& other) {
  std::size_t telling = 0;
  std::size_t shared = 0;
  for (const std::string_view word : some) {
    if (word == kAnything || std::ranges::contains(kEveryday, word)) continue;
    ++telling;
    if (std::ranges::contains(other, word)) ++shared;
  }
  return 2 * shared > telling;
}

// `is_whole`: of an error as it was printed a few words in a row are what it shares with others.
bool is_enough(const Run& run, const Words& pasted, const Words& known, bool is_whole) {
  if (is_whole && !has_most_of(pasted, known)) return false;
  if (is_whole && run.taken < pasted.size() && !has_most_of(known, pasted)) return false;
  // Where most words are only what a * takes up, they are those of another text.
  if (2 * static_cast<std::size_t>(run.words) < run.taken) return false;
  if (run.taken == pasted.size())
    return run.words > 1 ? run.weight >= kLeastWeightOfAll : run.weight >= kLeastWeightOfOne;
  if (is_most_of(run, pasted)) return true;
  return run.words >= kLeastWordsInARow && run.weight >= kLeastWeightInARow;
}

// Python says these of everything: what is named beside them tells which it is ("'str' object has no attribute
// 'decode'", "errno = 13", "fit() got an unexpected keyword argument", "cannot import name 'x' from 'y'").
constexpr std::array<std::string_view, 4> kBeforeName = {"attribute", "errno", "named", "from"};
constexpr std::array<std::string_view, 2> kBehindName = {"object", "got"};

// The word `away` from the first `word`; "" where there is none, and where anything may stand there.
std::string_view beside(const Words& words, std::string_view word, std::ptrdiff_t away) {
  const auto found = std::ranges::find(words, word);
  const std::ptrdiff_t at = found - words.begin() + away;
  if (found == words.end() || at < 0 || at >= std::ssize(words)) return "";
  const std::string_view name = words[static_cast<std::size_t>(at)];
  return name == kAnything ? "" : name;
}

bool differ(std::string_view a, std::string_view b) { return !a.empty() && !b.empty() && a != b; }

// "found 2 saved layers" is no part of "found 0 saved layers": in the place of a number the text has another one.
bool counts_another(const Words& pasted, const Words& known) {
  for (std::size_t j = 1; j + 1 < known.size(); ++j) {
    if (!text::is_all_digits(known[j]) || known[j - 1] == kAnything || known[j + 1] == kAnything) continue;
    bool is_other = false;
    bool is_same = false;
    for (std::size_t i = 1; i + 1 < pasted.size(); ++i) {
      const bool is_place =
          pasted[i - 1] == known[j - 1] && pasted[i + 1] == known[j + 1] && text::is_all_digits(pasted[i]);
      (pasted[i] == known[j] ? is_same : is_other) |= is_place;
    }
    if (is_other && !is_same) return true;
  }
  return false;
}

// Both name something there, and not the same.
bool names_another(const Words& pasted, const Words& known) {
  const auto another = [&](std::string_view word, std::ptrdiff_t away) {
    return differ(beside(pasted, word, away), beside(known, word, away));
  };
  return std::ranges::any_of(kBehindName, [&](std::string_view word) { return another(word, -1); }) ||
         std::ranges::any_of(kBeforeName, [&](std::string_view word) { return another(word, 1); });
}

// Of each message its best text, the heaviest first; of two, the one that says less beside.
std::vector<Part> ranked(std::vector<Part> parts, std::size_t most) {
  std::ranges::stable_sort(parts, [](const Part& a, const Part& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.text.size() < b.text.size();
  });
  std::vector<Part> out;
  for (const Part& part : parts) {
    const bool is_there = std::ranges::any_of(out, [&](const Part& other) { return other.message == part.message; });
    if (!is_there && out.size() < most && (out.empty() || part.weight >= kShareOfBest * out.front().weight))
      out.push_back(part);
  }
  return out;
}

}  // namespace

std::vector<Part> find_parts(std::string_view normalised) {
  Words pasted = words_of(normalised);
  const bool is_whole = drop_exception_name(pasted);
  if (pasted.empty()) return {};
  const Library library;
  std::vector<Part> parts;
  for (const KnownText& text : library.texts()) {
    if (names_another(pasted, text.words) || counts_another(pasted, text.words)) continue;
    const Run run = best_run(pasted, text.words, library);
    if (is_enough(run, pasted, text.words, is_whole))
      parts.push_back({text.message, text.text, run.weight, run.words, run.taken});
  }
  parts = ranked(std::move(parts), kMostParts);
  // "received 0 variables" stands in one text as it is; another, "received * variables", is then not meant.
  if (!parts.empty() && parts.front().taken == pasted.size()) {
    std::erase_if(parts, [most = parts.front().words](const Part& part) { return part.words < most; });
  }
  return parts;
}

Vocabulary::Vocabulary() {
  for (const KnownMessage& message : known_messages()) {
    for (const auto texts : {message.says, message.whole}) {
      for (const std::string_view text : texts) {
        const std::string normalised = normalise(text);
        std::string_view before = std::string_view(normalised).substr(0, 0);
        for (const std::string_view word : words_of(normalised)) {
          words_.emplace(word);
          const bool is_next = before.data() + before.size() + 1 == word.data() && before.data()[before.size()] == ' ';
          if (is_next) words_.insert(std::string(before) + ' ' + std::string(word));
          before = word;
        }
      }
    }
  }
}

std::vector<Part> find_nearest(std::string_view normalised) {
  const Words pasted = words_of(normalised);
  const std::set<std::string_view> given(pasted.begin(), pasted.end());
  const Library library;
  std::vector<Part> parts;
  for (const KnownText& text : library.texts()) {
    double shared = 0;
    for (const std::string_view word : std::set<std::string_view>(text.words.begin(), text.words.end())) {
      if (given.contains(word)) shared += library.weight(word);
    }
    if (shared >= kLeastWeightNear) parts.push_back({text.message, text.text, shared});
  }
  return ranked(std::move(parts), kMostNearest);
}

}  // namespace weighbridge::messages
