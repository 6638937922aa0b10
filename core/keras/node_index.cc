#include "keras/node_index.h"

#include <algorithm>
#include <cstddef>

namespace weighbridge::keras {

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

const hdf5::Node* NodeIndex::at(std::string_view path) {
  if (path.empty()) return nullptr;
  const hdf5::Node* node = &top_;
  for (std::size_t begin = 0; begin <= path.size() && node != nullptr;) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    node = child(*node, path.substr(begin, end - begin));
    begin = end + 1;
  }
  return node;
}

}  // namespace weighbridge::keras
