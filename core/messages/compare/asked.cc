#include "messages/compare/asked.h"

#include <algorithm>

#include "base/text.h"
#include "messages/compare/templates.h"

namespace weighbridge::messages {
namespace {

constexpr std::size_t kMostDimensions = 32;

// 'kernel', 'bias'  or  {'groups': 1, 'config': {'name': 'a'}}: what stands in quotes; or of that the keys of the
// outermost dict alone, "groups" and "config".
std::vector<std::string> quoted_words(std::string_view text, bool keys_only) {
  std::vector<std::string> words;
  int depth = 0;
  int depth_of_keys = -1;  // the braces around them are not always part of the text
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '{') ++depth;
    if (text[at] == '}') --depth;
    if (text[at] != '\'') continue;
    const std::size_t close = text.find('\'', at + 1);
    if (close == std::string_view::npos) break;
    const bool is_key = close + 1 < text.size() && text[close + 1] == ':';
    if (is_key && depth_of_keys < 0) depth_of_keys = depth;
    if (!keys_only || (is_key && depth == depth_of_keys)) words.emplace_back(text.substr(at + 1, close - at - 1));
    at = close;
  }
  return words;
}

// Keras' own paths and suffixes are no part of a name: "d1/kernel:0" is the kernel.
std::string_view without_suffix(std::string_view name) {
  return name.substr(0, name.size() - (name.ends_with(":0") ? 2 : 0));
}

// "bn1/gamma" of "resnet50/bn1/gamma": not every Keras puts the outer model in front.
std::string_view name_in_layer(std::string_view name) {
  const std::size_t last = name.rfind('/');
  const std::size_t first = last == std::string_view::npos || last == 0 ? last : name.rfind('/', last - 1);
  return first == std::string_view::npos ? name : name.substr(first + 1);
}

std::string variable_name(std::string_view name) {
  name = without_suffix(name);
  return std::string(name.substr(name.rfind('/') + 1));
}

void put(std::string_view gap, std::string_view value, Asked& asked) {
  if (gap == "layer") asked.layer = value;
  if (gap == "saved") asked.saved_layer = value;
  if (gap == "lookup") asked.is_lookup = true;
  // A registered name has its package in front: "pkg>Name".
  if (gap == "class" || gap == "lookup") {
    asked.class_name = value.substr(value.rfind('>') + 1);
    if (value.contains('>')) asked.registered = value;
  }
  // Python names the place of a class as well: "make.<locals>.Scale", "Outer.Inner".
  if (gap == "class") asked.class_name->erase(0, asked.class_name->rfind('.') + 1);
  if (gap == "argument") asked.arguments.emplace_back(value);
  if (gap == "container") asked.container = value;
  if (gap == "module") asked.module = value;
  if (gap == "missing") asked.missing = quoted_words(value, false);
  if (gap == "arguments") asked.arguments = quoted_words(value, true);
  if (gap == "variables") {
    for (const std::string& name : quoted_words(value, false)) asked.variables.push_back(variable_name(name));
  }
  if (gap == "wanted" || gap == "wanted_layers" || gap == "wanted_rank") asked.wanted = text::to_number(value);
  if (gap == "found" || gap == "found_layers" || gap == "found_rank") asked.found = text::to_number(value);
  if (gap == "wanted_layers") asked.counts_layers = true;
  if (gap == "wanted_rank") asked.counts_ranks = true;
  if (gap == "weight") asked.weight = name_in_layer(without_suffix(value));
  if (gap == "skips") asked.is_skipped = true;
  if (gap == "axes") asked.has_other_dimensions = asked.is_convolution = true;
  if (gap == "wanted_shape") asked.wanted_shape = read_shape(value);
  if (gap == "saved_shape") asked.saved_shape = read_shape(value);
  // Keras 2.3 with TensorFlow 1.15: "Shapes (4,) and (?, ?) are incompatible".
  if (gap == "saved_shape" && value.contains('?')) asked.has_other_dimensions = true;
}

// "Could not locate class 'Scale'. ... Full object config: {..., 'registered_name': 'Custom>Scale', ...}"
std::optional<std::string> registered_in(std::string_view rest, std::string_view class_name) {
  constexpr std::string_view kKey = "'registered_name': '";
  for (std::size_t at = rest.find(kKey); at != std::string_view::npos; at = rest.find(kKey, at + 1)) {
    const std::string_view name = rest.substr(at + kKey.size(), rest.find('\'', at + kKey.size()) - at - kKey.size());
    if (name.contains('>') && name.substr(name.rfind('>') + 1) == class_name) return std::string(name);
  }
  return std::nullopt;
}

bool overlap(const Asked& a, const Capture& b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

std::optional<std::vector<std::uint64_t>> read_shape(std::string_view text) {
  const std::size_t first = text.find_first_of("([");
  if (first == std::string_view::npos) return std::nullopt;
  std::vector<std::uint64_t> shape;
  std::size_t at = text.find_first_not_of("([", first);
  while (at != std::string_view::npos && shape.size() < kMostDimensions) {
    const std::size_t end = std::min(text.find_first_of(",)]", at), text.size());
    if (end > at) {
      const auto side = text::to_number(text.substr(at, end - at));
      if (!side) return std::nullopt;
      shape.push_back(*side);
    }
    at = text.find_first_not_of(", )]", end);
  }
  return shape;
}

std::vector<Asked> read_asked(std::string_view squeezed) {
  std::vector<Asked> all;
  for (const std::string_view pattern : asked_templates()) {
    std::size_t from = 0;
    while (const auto found = capture(pattern, squeezed, from)) {
      from = found->end;
      if (std::ranges::any_of(all, [&](const Asked& other) { return overlap(other, *found); })) continue;
      Asked asked{.begin = found->begin, .end = found->end};
      for (const auto& [gap, value] : found->values) put(gap, value, asked);
      if (asked.is_lookup && asked.class_name && !asked.registered)
        asked.registered = registered_in(squeezed.substr(asked.end), *asked.class_name);
      all.push_back(std::move(asked));
    }
  }
  std::ranges::sort(all, {}, &Asked::begin);
  return all;
}

}  // namespace weighbridge::messages
