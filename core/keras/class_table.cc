#include "keras/class_table.h"

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>

#include "base/text.h"

namespace weighbridge::keras {
namespace {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};
using Index = std::unordered_map<std::string, const ClassFacts*, StringHash, std::equal_to<>>;

struct Indexes {
  Index by_class;
  Index by_snake;  // dense, conv2d_transpose
  Index by_lower;  // Keras 1: convolution2d, batchnormalization

  Indexes() {
    for (const ClassFacts& facts : known_classes()) {
      by_class.emplace(facts.name, &facts);
      by_snake.emplace(snake_case(facts.name), &facts);
      by_lower.emplace(text::to_lower_ascii(facts.name), &facts);
    }
  }
};

const Indexes& indexes() {
  static const Indexes instance;
  return instance;
}

std::string_view look_up(const Index& index, std::string_view key) {
  const auto found = index.find(key);
  return found == index.end() ? std::string_view{} : found->second->name;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
// \w of Python's re; letters beyond ASCII count.
bool is_word_byte(char c) {
  return is_upper(c) || is_lower(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// A default name of any generation, counter included.
std::string_view class_of_counted_name(std::string_view name) {
  const CountedName counted = split_counter(name);
  if (counted.stem == "input") return "InputLayer";
  const std::string_view modern = look_up(indexes().by_snake, counted.stem);
  return modern.empty() ? look_up(indexes().by_lower, counted.stem) : modern;
}

// The last word of a name is what it is: "conv1_pool_2" a pool, "encoder_input" an input, "attention_layer" an
// attention.
std::string_view last_word(std::string_view name) {
  constexpr std::string_view kLayer = "layer";
  const auto is_break = [](char c) { return c == '_' || c == '/' || c == '-' || c == '.' || c == ' ' || is_digit(c); };
  std::string_view word;
  while (word.empty() || word == kLayer) {
    while (!name.empty() && is_break(name.back())) name.remove_suffix(1);
    if (name.size() > 1 && name.back() == 'd' && is_digit(name[name.size() - 2])) name.remove_suffix(2);  // conv2d
    const auto begin = std::ranges::find_if(name.rbegin(), name.rend(), is_break).base();
    word = std::string_view(begin, name.end());
    if (begin == name.begin()) break;
    name = std::string_view(name.begin(), begin);
  }
  return word;
}

bool is_weightless(std::string_view word) {
  constexpr std::string_view kEndings[] = {"dropout", "activation", "relu", "gelu",    "softmax", "flatten",
                                           "reshape", "pooling",    "pool", "padding", "add",     "sampling"};
  return std::ranges::any_of(kEndings, [&](std::string_view ending) { return word.ends_with(ending); });
}

}  // namespace

const ClassFacts* find_class(std::string_view class_name) {
  const auto found = indexes().by_class.find(class_name);
  return found == indexes().by_class.end() ? nullptr : found->second;
}

bool looks_up_words(std::string_view class_name) {
  constexpr std::array<std::string_view, 4> kClasses = {"StringLookup", "IntegerLookup", "IndexLookup",
                                                        "TextVectorization"};
  return std::ranges::contains(kClasses, class_name);
}

bool name_promises_weights(const Layer& layer) {
  const bool has_class = !layer.class_name.empty();
  const std::string name = has_class ? snake_case(layer.class_name) : text::to_lower_ascii(layer.name);
  const std::string_view last = last_word(name);
  if (is_weightless(last)) return false;  // in words that are written together too
  constexpr std::string_view kWeighted[] = {"dense", "linear",    "conv",    "lstm",    "gru",   "rnn",  "embed",
                                            "norm",  "attention", "encoder", "decoder", "block", "head", "projection"};
  // What a person calls a layer begins with where it is: "attention_t", "decoder_mean".
  const std::string_view told = has_class ? std::string_view(name) : last;
  return std::ranges::any_of(kWeighted, [&](std::string_view word) { return told.contains(word); });
}

Need need_of(std::string_view class_name) {
  const ClassFacts* facts = find_class(class_name);
  return facts == nullptr ? Need::unknown : facts->need;
}

CountedName split_counter(std::string_view name) {
  constexpr std::size_t kMaxDigits = 18;  // fits 64 bits
  const std::size_t underscore = name.rfind('_');
  if (underscore == std::string_view::npos || underscore == 0) return {name, 0};
  const std::string_view digits = name.substr(underscore + 1);
  if (digits.empty() || digits.size() > kMaxDigits || digits.front() == '0') return {name, 0};
  std::uint64_t counter = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return {name, 0};
    counter = counter * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return {name.substr(0, underscore), counter};
}

bool counted_less(std::string_view a, std::string_view b) {
  const CountedName left = split_counter(a);
  const CountedName right = split_counter(b);
  if (left.stem != right.stem) return left.stem < right.stem;
  return left.counter < right.counter;
}

std::string snake_case(std::string_view class_name) {
  // re.sub("(.)([A-Z][a-z]+)", r"\1_\2"): an underscore before a capital that lower-case letters follow; matches do not
  // overlap, and the run of lower-case letters is part of the match.
  std::string words;
  std::size_t i = 0;
  while (i < class_name.size()) {
    const bool starts_word = i + 2 < class_name.size() && is_upper(class_name[i + 1]) && is_lower(class_name[i + 2]);
    if (!is_word_byte(class_name[i])) {  // \W is dropped
      ++i;
      continue;
    }
    words += class_name[i++];
    if (!starts_word) continue;
    words += '_';
    words += class_name[i++];
    while (i < class_name.size() && is_lower(class_name[i])) words += class_name[i++];
  }
  // re.sub("([a-z])([A-Z])", r"\1_\2").lower()
  std::string result;
  for (std::size_t k = 0; k < words.size(); ++k) {
    if (k > 0 && is_lower(words[k - 1]) && is_upper(words[k])) result += '_';
    result += words[k];
  }
  return text::to_lower_ascii(result);
}

std::string_view class_of_path_name(std::string_view name) {
  const std::string_view exact = look_up(indexes().by_snake, name);
  return exact.empty() ? look_up(indexes().by_snake, split_counter(name).stem) : exact;
}

std::string_view class_of_default_name(std::string_view name) {
  if (name.starts_with("tf.")) return "TFOpLambda";  // tf.nn.relu, tf.__operators__.add_1 (tf.keras >= 2.4)
  if (name.starts_with("tf_op_layer_")) return "TensorFlowOpLayer";
  const std::string_view known = class_of_counted_name(name);
  if (!known.empty()) return known;
  // Sequential names its implicit input after the first layer: dense_1_input.
  constexpr std::string_view kInput = "_input";
  const std::string_view stem = split_counter(name).stem;
  if (stem.ends_with(kInput) && !class_of_counted_name(stem.substr(0, stem.size() - kInput.size())).empty())
    return "InputLayer";
  return {};
}

}  // namespace weighbridge::keras
