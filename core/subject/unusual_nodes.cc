#include "subject/unusual_nodes.h"

namespace weighbridge {
namespace {

bool is_plain(const hdf5::Dataset& dataset) {
  return dataset.storage.kind == StorageKind::contiguous && dataset.filters.empty() && dataset.external_files.empty() &&
         dataset.storage.size_bytes >= hdf5::declared_bytes(dataset);
}

bool is_usual(const hdf5::Node& node) {
  if (node.name.contains('\\')) return false;
  return node.dataset ? is_plain(*node.dataset) : node.kind == hdf5::NodeKind::group;
}

// The tree is bounded by limits::kMaxDepth and kMaxObjects.
void find_below(const hdf5::Node& parent, std::vector<const hdf5::Node*>& found) {
  for (const auto& child : parent.children) {
    if (!is_usual(*child)) found.push_back(child.get());
    find_below(*child, found);
  }
}

}  // namespace

std::vector<const hdf5::Node*> find_unusual_nodes(const hdf5::Tree& tree) {
  std::vector<const hdf5::Node*> found;
  find_below(tree.root, found);
  return found;
}

}  // namespace weighbridge
