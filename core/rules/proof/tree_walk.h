// Looking for unusual objects anywhere in an HDF5 tree.
#ifndef WEIGHBRIDGE_RULES_PROOF_TREE_WALK_H_
#define WEIGHBRIDGE_RULES_PROOF_TREE_WALK_H_

#include <algorithm>
#include <string>
#include <vector>

#include "hdf5/tree.h"
#include "subject/node_path.h"
#include "subject/subject.h"

namespace weighbridge::rules {

struct Place {
  std::string path;
  const hdf5::Node* node;
};

template <typename Wanted>
void find_below(const hdf5::Node& parent, std::vector<const hdf5::Node*>& above, const Wanted& wanted,
                std::vector<Place>& found) {
  for (const auto& child : parent.children) {
    const bool wants = wanted(*child);
    if (!wants && child->children.empty()) continue;
    above.push_back(child.get());
    // A sound file has nothing that is looked for here: no path is put together for all those that are not.
    if (wants) found.push_back({join_path(above), child.get()});
    find_below(*child, above, wanted, found);
    above.pop_back();
  }
}

// Every node but the root for which `wanted(node)` holds, by path. The tree is bounded by limits::kMaxDepth and
// kMaxObjects.
template <typename Wanted>
[[nodiscard]] std::vector<Place> find_nodes(const hdf5::Tree& tree, Wanted wanted) {
  std::vector<Place> found;
  std::vector<const hdf5::Node*> above;
  find_below(tree.root, above, wanted, found);
  return found;
}

// The same for what only unusual nodes are (subject/unusual_nodes.h).
template <typename Wanted>
[[nodiscard]] std::vector<Place> find_unusual(const Subject& subject, Wanted wanted) {
  const auto is_wanted = [&](const hdf5::Node* node) { return wanted(*node); };
  if (subject.unusual_nodes != nullptr && std::ranges::none_of(*subject.unusual_nodes, is_wanted)) return {};
  return find_nodes(*subject.tree, wanted);
}

[[nodiscard]] std::vector<std::string> paths_of(const std::vector<Place>& places);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_TREE_WALK_H_
