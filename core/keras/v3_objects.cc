#include "keras/v3_objects.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/stable_order.h"
#include "keras/class_table.h"
#include "keras/layouts.h"

namespace weighbridge::keras {
namespace {

bool is_scalar(const PathNode& dataset) {
  return dataset.is_dataset() && dataset.node->dataset && dataset.node->dataset->shape.empty();
}

bool is_integer_scalar(const PathNode& dataset) {
  return is_scalar(dataset) && dataset.node->dataset->type.name.contains("int");
}

bool has_step_counter(const PathNode& group) {
  const PathNode* vars = vars_of(group);
  const PathNode* first = vars == nullptr ? nullptr : vars->child("0");
  return first != nullptr && is_integer_scalar(*first);
}

std::string place_name(std::string_view stem, std::uint64_t k) { return std::string(stem) + '_' + std::to_string(k); }

std::vector<const PathNode*> pointers_to(const std::vector<PathNode>& nodes) {
  std::vector<const PathNode*> pointers;
  pointers.reserve(nodes.size());
  for (const PathNode& node : nodes) pointers.push_back(&node);
  return pointers;
}

bool has_part(const PathNode& group, std::string_view name) {
  return group.child(name) != nullptr || group.child("_" + std::string(name)) != nullptr;
}

}  // namespace

bool is_layer_list(std::string_view name) { return name == "layers" || name == kCheckpointDependencies; }

bool has_layer_list(const PathNode& group) {
  return std::ranges::any_of(group.children, [](const PathNode& child) {
    return is_layer_list(child.name) && !child.is_dataset() && !is_object(child);
  });
}

const PathNode* vars_of(const PathNode& group) {
  const PathNode* vars = group.child("vars");
  if (vars == nullptr || vars->is_dataset()) return nullptr;
  const auto is_variable = [](const PathNode& child) { return child.is_dataset() || is_broken(child); };
  return std::ranges::all_of(vars->children, is_variable) || is_broken(*vars) ? vars : nullptr;
}

bool is_object(const PathNode& group) { return vars_of(group) != nullptr; }

bool is_broken(const PathNode& group) {
  if (group.node == nullptr) return false;
  return (group.node->kind != hdf5::NodeKind::group && group.node->kind != hdf5::NodeKind::dataset) ||
         (!group.node->problem.empty() && group.children.empty());
}

bool is_optimizer(const PathNode& group) {
  if (group.name == "optimizer") return group.holds_vars || is_broken(group);
  // Models with their own train_step keep several: self.d_optimizer.
  return group.name.ends_with("optimizer") && has_step_counter(group);
}

// tf.keras and tf_keras only: their metrics are layers.
bool is_metrics(const PathNode& group) {
  if (group.name == "metrics") return !is_object(group) && (group.holds_vars || is_broken(group));
  const PathNode* vars = vars_of(group);
  if (vars == nullptr || vars->children.empty() || group.children.size() > 1) return false;
  const bool named = group.name.ends_with("tracker") || group.name.ends_with("metric");
  return named && std::ranges::all_of(vars->children, is_scalar);  // keras.metrics.Mean: total, count
}

bool is_seed_generator(const PathNode& group) {
  return group.name == "seed_generator" || group.name == "_random_generator";
}

bool holds_a_cell(const PathNode& group) {
  const PathNode* cell = group.child("cell");
  return cell != nullptr && cell->holds_vars;
}

std::string_view class_by_parts(const PathNode& group) {
  if (has_part(group, "query_dense") && has_part(group, "key_dense") && has_part(group, "value_dense"))
    return "MultiHeadAttention";
  if (has_part(group, "forward_layer") && has_part(group, "backward_layer")) return "Bidirectional";
  return {};
}

bool holds_objects(const PathNode& group) {
  return std::ranges::any_of(group.children,
                             [](const PathNode& child) { return child.holds_vars && !is_seed_generator(child); });
}

bool fits_class(const PathNode& group, std::string_view class_name) {
  const ClassFacts* facts = find_class(class_name);
  if (facts == nullptr) return false;
  const PathNode* vars = vars_of(group);
  const bool has_variables = vars != nullptr && !vars->children.empty();
  if (facts->need == Need::container) return !has_variables;
  if (class_name == "LSTM" || class_name == "GRU" || class_name == "SimpleRNN" || class_name == "RNN")
    return holds_a_cell(group);
  if (facts->need == Need::never && has_variables) return false;
  return facts->composite || !holds_objects(group);
}

std::optional<std::string> name_attribute(const PathNode& vars) {
  const hdf5::Attribute* name = vars.node == nullptr ? nullptr : vars.node->attribute("name");
  auto text = name == nullptr ? std::nullopt : name->string();
  return text && text->empty() ? std::nullopt : text;
}

std::vector<const PathNode*> sorted(const PathNode& group) {
  std::vector<const PathNode*> result = pointers_to(group.children);
  put_in_stable_order(result, counted_less, [](const PathNode* child) -> std::string_view { return child->name; });
  return result;
}

std::vector<const PathNode*> in_saved_order(const PathNode& list) {
  const auto link_order = [](const PathNode& child) {
    return child.node == nullptr ? std::nullopt : child.node->link_order;
  };
  if (!std::ranges::all_of(list.children, [&](const PathNode& child) { return link_order(child).has_value(); }))
    return sorted(list);
  std::vector<const PathNode*> saved = pointers_to(list.children);
  put_in_stable_order(saved, [&](const PathNode* a, const PathNode* b) {
    const auto left = link_order(*a), right = link_order(*b);
    return left != right ? left < right : counted_less(a->name, b->name);
  });
  // Keras counts as it writes. If the counters do not rise, another program has copied the file, by name.
  std::unordered_map<std::string_view, std::uint64_t> last;
  for (const PathNode* child : saved) {
    const CountedName counted = split_counter(child->name);
    const auto [entry, is_first] = last.try_emplace(counted.stem, counted.counter);
    if (!is_first && counted.counter < entry->second) return sorted(list);
    entry->second = counted.counter;
  }
  return saved;
}

std::vector<PlacedLayer> place_layers(const PathNode& list, const LayerConfig* model) {
  std::vector<PlacedLayer> placed;
  const std::vector<const PathNode*> groups = in_saved_order(list);
  if (model == nullptr || !model->has_layers) {
    for (const PathNode* group : groups) placed.push_back({group, nullptr, group->path});
    return placed;
  }
  // Which group is a layer's? Its counter says so (the k-th layer of its class); tf.keras 2.12 and 2.13 skip numbers
  // (dense, dense_2), so that there only the rank counts.
  const bool by_rank = list.name == kCheckpointDependencies;
  std::unordered_map<std::string, const PathNode*> by_place;
  std::unordered_map<std::string_view, std::uint64_t> ranks;
  for (const PathNode* group : groups) {
    const CountedName counted = split_counter(group->name);
    by_place[place_name(counted.stem, by_rank ? ranks[counted.stem]++ : counted.counter)] = group;
  }
  std::unordered_map<std::string, std::uint64_t> seen;
  std::unordered_set<const PathNode*> taken;
  for (const LayerConfig& layer : model->layers) {
    // A Sequential lists its InputLayer in the config, but not among its layers.
    if (layer.is_operation || (model->class_name == "Sequential" && layer.class_name == "InputLayer")) continue;
    const std::string stem = snake_case(layer.class_name);
    const std::uint64_t k = seen[stem]++;
    const auto found = by_place.find(place_name(stem, k));
    if (found != by_place.end() && taken.insert(found->second).second) {
      placed.push_back({found->second, &layer, found->second->path});
    } else if (layer.need == Need::always && !layer.is_beside_graph) {
      placed.push_back({nullptr, &layer, list.path + '/' + (k == 0 ? stem : place_name(stem, k))});
    }
  }
  for (const PathNode* group : groups) {
    if (!taken.contains(group)) placed.push_back({group, nullptr, group->path});
  }
  return placed;
}

Need need_of_object(const PathNode& group, std::string_view class_name, const LayerConfig* config) {
  if (config != nullptr && config->is_beside_graph) return Need::never;
  if (config != nullptr && config->need != Need::sometimes && config->need != Need::unknown) return config->need;
  // Keras 3.6 and later name their groups; in tf.keras Discretization has a variable to learn its bins by. Idf weights
  // of lookup layers are stored here by every version, so that one without them has none (index_lookup.py,
  // save_own_variables).
  if (looks_up_words(class_name)) return Need::never;
  if (class_name == "Discretization") {
    const PathNode* own = vars_of(group);
    if (own != nullptr && name_attribute(*own)) return Need::never;
  }
  const Need by_class = need_of(class_name);
  if (by_class == Need::always || by_class == Need::never) return by_class;
  Need result = by_class;
  for (const PathNode& part : group.children) {
    if (part.name != "cell" && part.name != "layer" && part.name != "cells") continue;
    if (!is_object(part)) {  // `cells` of StackedRNNCells
      for (const PathNode& cell : part.children) {
        if (need_of(class_of_path_name(cell.name)) == Need::always) return Need::always;
      }
      continue;
    }
    const PathNode* vars = vars_of(part);
    const std::string name = name_attribute(*vars).value_or("");
    result = need_of_object(part, class_of_default_name(name), nullptr);
  }
  return result;
}

}  // namespace weighbridge::keras
