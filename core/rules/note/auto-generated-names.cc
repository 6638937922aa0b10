#include <algorithm>
#include <charconv>
#include <map>
#include <string>

#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

struct Numbered {
  std::string base;
  int number = 0;
};

// "dense_12" -> dense, 12; "dense" -> dense, 0.
Numbered split_number(const std::string& name) {
  const std::size_t bar = name.rfind('_');
  if (bar == std::string::npos || bar + 1 == name.size()) return {name, 0};
  int number = 0;
  const auto [end, error] = std::from_chars(name.data() + bar + 1, name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size()) return {name, 0};
  return {name.substr(0, bar), number};
}

// The commonest ones; a name that a user chose ("block_3") is none of them.
bool is_default_name(std::string_view base) {
  constexpr std::string_view kNames[] = {"dense",
                                         "conv1d",
                                         "conv2d",
                                         "conv3d",
                                         "convolution1d",
                                         "convolution2d",
                                         "lstm",
                                         "gru",
                                         "simple_rnn",
                                         "embedding",
                                         "batch_normalization",
                                         "batchnormalization",
                                         "layer_normalization",
                                         "separable_conv2d",
                                         "depthwise_conv2d",
                                         "conv2d_transpose",
                                         "multi_head_attention"};
  return std::ranges::find(kNames, base) != std::end(kNames);
}

}  // namespace

// A new session starts to count at dense (tf.keras, Keras 3) or dense_1 (Keras 1 and 2). A kind whose lowest number is higher was made in a
// session that had made others before; the names will not come out the same again.
void check_auto_generated_names(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (checkpoint.layout != keras::Layout::legacy_weights && checkpoint.layout != keras::Layout::legacy_model) return;
  std::map<std::string, int> lowest;
  for (const Layer* layer : sort_layers(checkpoint).filled) {
    const Numbered name = split_number(layer->name);
    const auto [entry, is_new] = lowest.try_emplace(name.base, name.number);
    if (!is_new && name.number < entry->second) entry->second = name.number;
  }
  std::vector<std::string> late;
  for (const auto& [base, number] : lowest) {
    if (number >= 2 && is_default_name(base)) late.push_back(base + "_" + std::to_string(number));
  }
  if (late.empty()) return;
  findings.add("auto-generated-names", {.confidence = Confidence::likely,
                                        .params = {{"names", list_for_people(late)}},
                                        .evidence = {evidence::list("lowest number of each kind of layer", bounded(late))}});
}

}  // namespace weighbridge::rules
