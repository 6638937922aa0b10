#include "sets/merge_trees.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "weighbridge/limits.h"

namespace weighbridge::sets {
namespace {

using Children = std::vector<std::unique_ptr<hdf5::Node>>;

std::optional<std::uint64_t> order_of(const std::unique_ptr<hdf5::Node>& node) { return node->link_order; }

// hdf5::Node keeps no order where a group has less than two groups in it; one alone has the order 0 all the same.
void complete_order(Children& children) {
  if (children.size() == 1 && !children[0]->link_order) children[0]->link_order = 0;
}

bool knows_order(const Children& children) {
  return std::ranges::all_of(children, [](const auto& child) { return child->link_order.has_value(); });
}

void merge_attributes(hdf5::Node& into, hdf5::Node& from) {
  for (hdf5::Attribute& attribute : from.attributes) {
    if (into.attribute(attribute.name) == nullptr) into.attributes.push_back(std::move(attribute));
  }
}

void merge_node(hdf5::Node& into, hdf5::Node& from) {
  merge_attributes(into, from);
  if (into.problem.empty()) into.problem = std::move(from.problem);
  if (into.children.empty()) {
    into.children = std::move(from.children);
    return;
  }
  complete_order(into.children);
  complete_order(from.children);
  const bool ordered = knows_order(into.children) && knows_order(from.children);
  std::uint64_t next = 0;
  for (const auto& child : into.children) next = std::max(next, child->link_order.value_or(0) + 1);
  if (ordered) std::ranges::stable_sort(from.children, {}, order_of);
  std::map<std::string_view, hdf5::Node*> known;
  for (const auto& child : into.children) known.emplace(child->name, child.get());
  for (auto& child : from.children) {
    const auto found = known.find(child->name);
    if (found != known.end()) {
      const bool groups = found->second->kind == hdf5::NodeKind::group && child->kind == hdf5::NodeKind::group;
      if (groups) merge_node(*found->second, *child);
      continue;
    }
    child->link_order = ordered ? std::optional(next++) : std::nullopt;
    into.children.push_back(std::move(child));
  }
  if (!ordered) {
    for (const auto& child : into.children) child->link_order.reset();
  }
  std::ranges::stable_sort(into.children, {}, [](const auto& child) -> std::string_view { return child->name; });
}

}  // namespace

void mark_file(hdf5::Node& root, std::uint32_t file) {
  root.file = file;
  if (root.dataset) root.dataset->storage.file = file;
  for (const auto& child : root.children) mark_file(*child, file);
}

void merge_tree(hdf5::Tree& whole, hdf5::Tree shard) {
  if (shard.objects > limits::kMaxObjects - std::min(limits::kMaxObjects, whole.objects)) {
    whole.limit_reached = true;
    return;
  }
  merge_node(whole.root, shard.root);
  whole.objects += shard.objects;
  whole.unreadable += shard.unreadable;
  whole.limit_reached |= shard.limit_reached;
  whole.available_bytes += shard.available_bytes;
}

}  // namespace weighbridge::sets
