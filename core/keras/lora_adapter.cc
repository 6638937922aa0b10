// A LoRA adapter of KerasHub: pairs of small matrices, and nothing of the model that they belong to.
#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "keras/layouts.h"
#include "keras/tensors.h"

namespace weighbridge::keras {
namespace {

constexpr std::string_view kTop = "lora";

const PathNode* vars_in(const PathNode& group) {
  const PathNode* vars = group.child("vars");
  return vars == nullptr || vars->is_dataset() ? nullptr : vars;
}

bool holds_a_pair(const PathNode& group) {
  const PathNode* vars = vars_in(group);
  return text::is_all_digits(group.name) && vars != nullptr && vars->child("lora_kernel_a") != nullptr &&
         vars->child("lora_kernel_b") != nullptr;
}

}  // namespace

bool is_lora_adapter(const PathNode& root) {
  const PathNode* lora = root.child(kTop);
  const PathNode* vars = lora == nullptr ? nullptr : vars_in(*lora);
  return vars != nullptr && (vars->child("rank") != nullptr || std::ranges::any_of(lora->children, holds_a_pair));
}

void read_lora_adapter(const PathTree& tree, std::uint64_t available_bytes, Checkpoint& checkpoint) {
  checkpoint.root = kTop;
  if (!is_lora_adapter(tree.root)) return;  // its pairs are there, but not where they should be
  const PathNode& lora = *tree.root.child(kTop);
  for (const PathNode& dataset : vars_in(lora)->children) {
    if (!dataset.is_dataset()) continue;
    checkpoint.model_level.push_back(make_tensor(dataset.path, *dataset.node, dataset.name, available_bytes));
    if (dataset.name == "rank" && dataset.node->dataset) checkpoint.lora_rank = dataset.node->dataset->scalar_integer;
  }
  std::vector<const PathNode*> pairs;
  for (const PathNode& child : lora.children) {
    if (text::is_all_digits(child.name)) pairs.push_back(&child);
  }
  std::ranges::stable_sort(pairs, text::natural_less,
                           [](const PathNode* pair) -> std::string_view { return pair->name; });
  for (const PathNode* pair : pairs) {
    Layer layer;
    layer.path = pair->path;
    layer.name = "layer " + pair->name;
    if (const PathNode* vars = vars_in(*pair)) {
      for (const PathNode& dataset : vars->children) {
        if (dataset.is_dataset())
          layer.tensors.push_back(make_tensor(dataset.path, *dataset.node, dataset.name, available_bytes));
      }
    }
    layer.state = layer_state(layer.tensors, Need::always);
    checkpoint.layers.push_back(std::move(layer));
  }
}

}  // namespace weighbridge::keras
