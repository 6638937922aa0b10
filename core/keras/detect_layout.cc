// Which layout a file has, by its root alone; names and extensions are not looked at.
#include <algorithm>

#include "base/text.h"
#include "keras/class_table.h"
#include "keras/joined_path.h"
#include "keras/layouts.h"
#include "keras/v3_objects.h"
#include "weighbridge/limits.h"

namespace weighbridge::keras {
namespace {

bool is_group(const hdf5::Node* node) { return node != nullptr && node->kind == hdf5::NodeKind::group; }

bool is_keras_0(const hdf5::Node& root) {
  if (root.attribute("nb_layers") != nullptr) return true;
  // The attribute may be lost, and the groups still there.
  const hdf5::Node* first = root.child("layer_0");
  if (is_group(first) && first->attribute("nb_params") != nullptr) return true;
  const hdf5::Node* graph = root.child("graph");
  return is_group(graph) && graph->attribute("nb_params") != nullptr;
}

// `vars` as Keras writes it: datasets 0, 1, 2 ... or none, or a name attribute; in a damaged file some can't be read.
// Foreign files have groups of this name, too.
bool is_keras_vars(const PathNode& vars) {
  if (name_attribute(vars)) return true;
  return std::ranges::all_of(vars.children, [](const PathNode& child) {
    return (child.is_dataset() || is_broken(child)) && text::is_all_digits(child.name);
  });
}

bool holds_keras_vars(const PathNode& group) {
  if (!group.holds_vars) return false;
  return std::ranges::any_of(group.children, [](const PathNode& child) {
    return child.name == "vars" && !child.is_dataset() ? is_keras_vars(child) : holds_keras_vars(child);
  });
}

// Pairs of an adapter whose group `lora` has another name by now (keras_hub 0.32.0, models/backbone.py).
bool holds_lora_pairs(const PathNode& group) {
  return std::ranges::any_of(group.children, [](const PathNode& child) {
    return child.is_dataset() ? child.name == "lora_kernel_a" : holds_lora_pairs(child);
  });
}

// The list of layers is lost, but groups of layers are there.
bool is_legacy_without_list(const hdf5::Node& root) {
  return std::ranges::any_of(
      root.children, [](const auto& child) { return is_group(child.get()) && has_list(*child, "weight_names"); });
}

bool is_legacy(const hdf5::Node& group) {
  return has_list(group, "layer_names") ||
         (is_group(group.child("model_weights")) && group.attribute("model_config") != nullptr);
}

}  // namespace

bool has_list(const hdf5::Node& group, std::string_view name) {
  return group.attribute(name) != nullptr || group.attribute(std::string(name) + "0") != nullptr;
}

std::string_view layout_id(Layout layout) {
  switch (layout) {
    case Layout::v3_weights:
      return "keras-v3-weights";
    case Layout::legacy_weights:
      return "keras-legacy-weights";
    case Layout::legacy_model:
      return "keras-legacy-model";
    case Layout::keras_0:
      return "keras-0";
    case Layout::lora_adapter:
      return "keras-lora-adapter";
    case Layout::hdf5_other:
      break;
  }
  return "hdf5-other";
}

Layout detect_layout(const hdf5::Tree& tree) { return detect_layout(tree, make_path_tree(tree.root)); }

Layout detect_layout(const hdf5::Tree& tree, const PathTree& paths) {
  const hdf5::Node& root = tree.root;
  if (has_list(root, "layer_names")) return Layout::legacy_weights;
  if (is_group(root.child("model_weights")) || root.attribute("model_config") != nullptr) return Layout::legacy_model;
  if (is_legacy_without_list(root)) return Layout::legacy_weights;
  if (is_keras_0(root)) return Layout::keras_0;
  if (is_lora_adapter(paths.root)) return Layout::lora_adapter;
  if (holds_keras_vars(paths.root)) return Layout::v3_weights;
  return holds_lora_pairs(paths.root) ? Layout::lora_adapter : Layout::hdf5_other;
}

std::optional<std::string> find_nested_model(const hdf5::Node& root) {
  std::vector<std::pair<const hdf5::Node*, std::string>> level{{&root, ""}};
  for (std::size_t depth = 0; depth < limits::kMaxDepth && !level.empty(); ++depth) {
    std::vector<std::pair<const hdf5::Node*, std::string>> next;
    for (const auto& [group, path] : level) {
      for (const auto& child : group->children) {
        if (!is_group(child.get())) continue;
        std::string child_path = joined_path(path, child->name);
        if (is_legacy(*child)) return child_path;
        next.emplace_back(child.get(), std::move(child_path));
      }
    }
    level = std::move(next);
  }
  return std::nullopt;
}

}  // namespace weighbridge::keras
