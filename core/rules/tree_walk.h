// Looking for unusual objects anywhere in an HDF5 tree.
#ifndef WEIGHBRIDGE_RULES_TREE_WALK_H_
#define WEIGHBRIDGE_RULES_TREE_WALK_H_

#include <string>
#include <utility>
#include <vector>

#include "hdf5/tree.h"

namespace weighbridge::rules {

struct Place {
  std::string path;
  const hdf5::Node* node;
};

// Every node but the root for which `wanted(node)` holds, by path. The tree is bounded by limits::kMaxDepth and kMaxObjects.
template <typename Wanted>
void find_nodes(const hdf5::Node& parent, const std::string& prefix, Wanted wanted, std::vector<Place>& found) {
  for (const auto& child : parent.children) {
    const bool wants = wanted(*child);
    if (!wants && child->children.empty()) continue;
    const std::string path = prefix + child->name;
    if (wants) found.push_back({path, child.get()});
    find_nodes(*child, path + "/", wanted, found);
  }
}

template <typename Wanted>
[[nodiscard]] std::vector<Place> find_nodes(const hdf5::Tree& tree, Wanted wanted) {
  std::vector<Place> found;
  find_nodes(tree.root, "", wanted, found);
  return found;
}

[[nodiscard]] std::vector<std::string> paths_of(const std::vector<Place>& places);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_TREE_WALK_H_
