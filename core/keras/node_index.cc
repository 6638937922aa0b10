#include "keras/node_index.h"

#include <algorithm>
#include <cstddef>

namespace weighbridge::keras {

namespace {

// It could not be read whole, or it is a link, which is not followed.
bool hides_what_is_below(const hdf5::Node& node) {
  return !node.problem.empty() || (node.kind != hdf5::NodeKind::group && node.kind != hdf5::NodeKind::dataset);
}

}  // namespace

const hdf5::Node* NodeIndex::child(const hdf5::Node& group, std::string_view name) {
  constexpr std::size_t kFew = 8;  // looking through them is cheaper than an index
  if (group.children.size() <= kFew) {
    for (const auto& candidate : group.children) {
      if (candidate->name == name) return candidate.get();
    }
    return nullptr;
  }
  const auto [entry, is_new] = indexed_.try_emplace(&group);
  if (is_new) {
    entry->second.reserve(group.children.size());
    for (const auto& candidate : group.children) entry->second.emplace(candidate->name, candidate.get());
  }
  const auto found = entry->second.find(name);
  return found == entry->second.end() ? nullptr : found->second;
}

NodeIndex::Found NodeIndex::find(std::string_view path) {
  if (path.empty()) return {};
  const hdf5::Node* node = &top_;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const hdf5::Node* next = child(*node, path.substr(begin, end - begin));
    if (next == nullptr) return {nullptr, hides_what_is_below(*node)};
    node = next;
    begin = end + 1;
  }
  return {node, false};
}

}  // namespace weighbridge::keras
