#include "keras/unclaimed/lost_objects.h"

#include <utility>

#include "hdf5/unnamed.h"
#include "keras/joined_path.h"
#include "keras/layouts.h"
#include "keras/v3_objects.h"

namespace weighbridge::keras {
namespace {

void count_names(const LayerConfig& model, std::unordered_map<std::string_view, int>& counts) {
  for (const LayerConfig& layer : model.layers) {
    ++counts[layer.name];
    count_names(layer, counts);
  }
}

void move_to(const std::string& path, PathNode& group) {
  group.path = path;
  for (PathNode& child : group.children) move_to(joined_path(path, child.name), child);
}

}  // namespace

LostObjects::LostObjects(const PathNode& root, const LayerConfig& model) {
  std::unordered_map<std::string_view, int> layers;
  for (const PathNode& child : root.children) {
    const PathNode* vars = child.node != nullptr && child.node->found_by_scan ? vars_of(child) : nullptr;
    if (vars == nullptr || !hdf5::is_unnamed(child.path)) continue;
    const auto name = name_attribute(*vars);
    if (!name) continue;
    if (layers.empty()) count_names(model, layers);
    const auto known = layers.find(*name);
    if (known == layers.end() || known->second != 1) continue;
    const auto [object, is_new] = objects_.emplace(*name, &child);
    if (!is_new) object->second = nullptr;
  }
}

const PathNode* LostObjects::place(std::string_view name, const std::string& path) {
  const auto found = objects_.find(std::string(name));
  if (found == objects_.end() || found->second == nullptr || !placed_.insert(found->second).second) return nullptr;
  PathNode& moved = moved_.emplace_back(*found->second);
  moved.name = path.substr(path.rfind('/') + 1);
  move_to(path, moved);
  return &moved;
}

}  // namespace weighbridge::keras
