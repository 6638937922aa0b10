#include <memory>
#include <variant>
#include <vector>

#include "hdf5/walk/tree_walk.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

// Objects with several hard links are listed under each; together no more than this beyond the first time.
constexpr std::uint64_t kMostListedAgain = 100'000;

}  // namespace

// What `first` holds, for another link to the same object; the name and the order of the link are its own.
void TreeBuilder::list_again(const Node& first, Node& again) {
  struct Copy {
    const Node* from;
    Node* to;
    std::size_t depth;
  };
  std::vector<Copy> left{{&first, &again, depth()}};
  while (!left.empty()) {
    const auto [from, to, here] = left.back();
    left.pop_back();
    std::uint64_t bytes = kNodeCost + from->link_target.size();
    for (const Attribute& attribute : from->attributes) {
      bytes += kAttributeCost + attribute.name.size();
      if (const auto* texts = std::get_if<std::vector<std::string>>(&attribute.value))
        for (const std::string& text : *texts) bytes += kTextCost + text.size();
      else
        bytes += 8 * attribute.shape.size();
    }
    if (++listed_again_ > kMostListedAgain || !file_.budget().spend_memory(bytes)) {
      tree_.limit_reached = true;
      return lose(*to, "more further links than are listed");
    }
    to->kind = from->kind;
    to->attributes = from->attributes;
    to->dataset = from->dataset;
    to->link_target = from->link_target;
    to->problem = from->problem;
    to->hard_link_again = true;
    if (here >= limits::kMaxDepth && !from->children.empty()) {
      tree_.limit_reached = true;
      continue;
    }
    to->children.reserve(from->children.size());
    for (const auto& child : from->children) {
      Node& copy = *to->children.emplace_back(std::make_unique<Node>());
      copy.name = child->name;
      copy.link_order = child->link_order;
      left.push_back({child.get(), &copy, here + 1});
    }
  }
}

}  // namespace weighbridge::hdf5::walk
