#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "keras/class_table.h"
#include "keras/tensors.h"
#include "rules/proof/layer_sets.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

using keras::owner_of;

// The legacy layout writes trainable weights first, then the others: also those of a model that is one layer of another
// one (`_legacy_weights`: Keras 3.15.1 src/legacy/saving/legacy_h5_format.py, TensorFlow 2.15 hdf5_format.py;
// Layer.weights of Keras 2.3.1). Keras trains all of these unless their layer is frozen, and never trains the two
// statistics.
constexpr auto kTrained = std::to_array<std::string_view>(
    {"kernel", "bias", "gamma", "beta", "embeddings", "recurrent_kernel", "depthwise_kernel", "pointwise_kernel"});

bool is_statistic(const Tensor& tensor) { return tensor.role == "moving_mean" || tensor.role == "moving_variance"; }

// The first weight that stands where only frozen layers have theirs: behind a statistic. Null: none.
const Tensor* behind_statistics(const Layer& layer) {
  const auto statistic = std::ranges::find_if(layer.tensors, is_statistic);
  const auto found = std::find_if(statistic, layer.tensors.end(),
                                  [](const Tensor& tensor) { return std::ranges::contains(kTrained, tensor.role); });
  return found == layer.tensors.end() ? nullptr : &*found;
}

// Statistics stand in the model's order, frozen or not. The first weight of a layer whose turn by them was before the
// layers in front of it. Null: both have the same order.
const Tensor* behind_its_turn(const Layer& layer) {
  std::vector<std::string_view> by_statistics;
  std::vector<const Tensor*> by_weights;
  for (const Tensor& tensor : layer.tensors) {
    if (tensor.role == "moving_mean") by_statistics.push_back(owner_of(tensor));
    if (tensor.role == "gamma" ||
        (tensor.role == "beta" && (by_weights.empty() || owner_of(*by_weights.back()) != owner_of(tensor))))
      by_weights.push_back(&tensor);
  }
  const std::set<std::string_view> with_statistics(by_statistics.begin(), by_statistics.end());
  std::erase_if(by_weights, [&](const Tensor* tensor) { return !with_statistics.contains(owner_of(*tensor)); });
  if (by_weights.size() != by_statistics.size()) return nullptr;
  for (std::size_t i = 0; i < by_weights.size(); ++i) {
    if (owner_of(*by_weights[i]) == by_statistics[i]) continue;
    const auto late =
        std::ranges::find(by_weights, by_statistics[i], [](const Tensor* tensor) { return owner_of(*tensor); });
    return late == by_weights.end() ? nullptr : *late;
  }
  return nullptr;
}

// "block12_conv3": its numbers, and what is left of it ("block#_conv#").
struct CountedOwner {
  std::string rest;
  std::vector<unsigned long> numbers;
  const Tensor* first = nullptr;
};

CountedOwner counted_owner(const Tensor& tensor) {
  constexpr unsigned long kMost = 1'000'000;  // more is no count of layers
  CountedOwner name{.first = &tensor};
  bool in_number = false;
  for (const char c : owner_of(tensor)) {
    const bool is_digit = std::isdigit(static_cast<unsigned char>(c)) != 0;
    if (is_digit && !in_number) name.numbers.push_back(0);
    if (is_digit) name.numbers.back() = std::min(kMost, name.numbers.back() * 10 + static_cast<unsigned long>(c - '0'));
    if (!is_digit || !in_number) name.rest += is_digit ? '#' : c;
    in_number = is_digit;
  }
  return name;
}

// The first weight of the layers that were counted first, where they stand behind those that were counted last: the
// names count up, start once again, and end before the first of them. Null: the names say nothing of the kind.
const Tensor* behind_later_layers(const Layer& layer) {
  constexpr std::size_t kFewest = 3;
  if (layer.tensors.size() < kFewest) return nullptr;
  std::vector<CountedOwner> owners;
  for (const Tensor& tensor : layer.tensors) {
    if (!owners.empty() && owner_of(*owners.back().first) == owner_of(tensor)) continue;
    owners.push_back(counted_owner(tensor));
    if (owners.back().numbers.empty() || owners.back().rest != owners.front().rest) return nullptr;
  }
  if (owners.size() < kFewest || !(owners.back().numbers < owners.front().numbers)) return nullptr;
  const Tensor* start = nullptr;
  for (std::size_t i = 1; i < owners.size(); ++i) {
    if (owners[i - 1].numbers < owners[i].numbers) continue;
    if (start != nullptr) return nullptr;
    start = owners[i].first;
  }
  // Keras counts in the order in which layers are made: one that is made first and comes last, as the head that two
  // branches share, looks the same.
  const bool is_lone = start == owners.back().first;
  const bool counted_by_keras = !keras::class_of_default_name(owner_of(*owners.front().first)).empty();
  return is_lone && counted_by_keras ? nullptr : start;
}

const Tensor* out_of_place(const Layer& layer) {
  for (const auto find : {behind_statistics, behind_its_turn, behind_later_layers}) {
    if (const Tensor* found = find(layer)) return found;
  }
  return nullptr;
}

}  // namespace

void check_frozen_when_saved(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (!checkpoint.is_legacy()) return;
  std::vector<const Layer*> layers;
  std::vector<Evidence> evidence;
  for (const Layer& layer : checkpoint.layers) {
    const Tensor* proof = out_of_place(layer);
    if (proof == nullptr) continue;
    layers.push_back(&layer);
    if (evidence.size() < kListed)
      evidence.push_back(evidence::at(proof->path, "stands behind weights of layers that come after its own"));
  }
  if (layers.empty()) return;
  const bool whole = checkpoint.layout == keras::Layout::legacy_model;
  findings.add(ids::kFrozenWhenSaved, {.path = layers.size() == 1 ? std::optional(layers.front()->path) : std::nullopt,
                                       .layers = paths_of_layers(layers),
                                       .params = {{"layers", list_for_people(layers)},
                                                  {"otherwise", whole ? " load_model does this by itself." : ""}},
                                       .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
