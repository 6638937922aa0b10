#include "keras/path_tree.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "keras/joined_path.h"
#include "weighbridge/limits.h"

namespace weighbridge::keras {
namespace {

constexpr char kBackslash = '\\';

void note_vars(PathNode& parent, const PathNode& child) {
  if (child.holds_vars || (child.name == "vars" && !child.is_dataset())) parent.holds_vars = true;
}

bool any_backslash(const hdf5::Node& node, std::size_t depth) {
  if (depth > limits::kMaxDepth) return false;
  return std::ranges::any_of(node.children, [&](const auto& child) {
    return child->name.contains(kBackslash) || any_backslash(*child, depth + 1);
  });
}

void fill_plain(PathNode& target, const hdf5::Node& node, std::size_t depth) {
  if (depth > limits::kMaxDepth) return;
  target.children.reserve(node.children.size());
  for (const auto& child : node.children) {
    PathNode& added =
        target.children.emplace_back(PathNode{child->name, joined_path(target.path, child->name), child.get(), {}});
    fill_plain(added, *child, depth + 1);
    note_vars(target, added);
  }
}

// A node while names are being split: several names of the file may meet in it (`layers\dense`, `layers\dropout`,
// `layers`).
struct Meeting {
  std::string path;
  const hdf5::Node* node = nullptr;
  std::map<std::string, Meeting, std::less<>> children;
};

void fill_split(Meeting& target, std::string_view target_path, const hdf5::Node& node, std::size_t depth) {
  for (const auto& child : node.children) {
    const std::string_view name = child->name;
    Meeting* place = &target;
    std::size_t child_depth = depth;
    for (std::size_t begin = 0; begin < name.size() && child_depth < limits::kMaxDepth;) {
      const std::size_t end = std::min(name.find(kBackslash, begin), name.size());
      if (end > begin) {
        Meeting& part = place->children[std::string(name.substr(begin, end - begin))];
        if (part.path.empty()) part.path = joined_path(target_path, name.substr(0, end));
        place = &part;
        ++child_depth;
      }
      begin = end + 1;
    }
    if (place == &target) continue;
    if (place->node == nullptr) place->node = child.get();
    const std::string path = joined_path(target_path, name);
    if (place->node == child.get()) place->path = path;
    fill_split(*place, path, *child, child_depth);
  }
}

void copy_out(PathNode& target, Meeting& source) {
  target.children.reserve(source.children.size());
  for (auto& [name, meeting] : source.children) {
    PathNode& added = target.children.emplace_back(PathNode{name, std::move(meeting.path), meeting.node, {}});
    copy_out(added, meeting);
    note_vars(target, added);
  }
}

}  // namespace

const PathNode* PathNode::child(std::string_view child_name) const {
  for (const PathNode& candidate : children) {
    if (candidate.name == child_name) return &candidate;
  }
  return nullptr;
}

bool PathNode::is_dataset() const { return node != nullptr && node->kind == hdf5::NodeKind::dataset; }

PathTree make_path_tree(const hdf5::Node& tree_root) {
  PathTree result;
  result.root.node = &tree_root;
  result.has_backslash_names = any_backslash(tree_root, 0);
  if (!result.has_backslash_names) {
    fill_plain(result.root, tree_root, 0);
    return result;
  }
  Meeting root;
  fill_split(root, "", tree_root, 0);
  copy_out(result.root, root);
  return result;
}

}  // namespace weighbridge::keras
