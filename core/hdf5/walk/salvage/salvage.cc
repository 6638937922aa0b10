#include "hdf5/walk/salvage/salvage.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "hdf5/unnamed.h"
#include "hdf5/walk/group_links.h"
#include "hdf5/walk/groups/local_heap.h"
#include "hdf5/walk/salvage/heap_block.h"
#include "hdf5/walk/salvage/whole_dataset.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::uint64_t kWorkOfComparing = 2000;  // a symbol node with a heap; there may be many of both
constexpr const char* kDeniedLinks = "links that its index does not list";

// Where the values of all datasets of a tree lie.
void note_values(const Node& node, std::uint64_t base, std::vector<Stretch>& values) {
  for (const auto& child : node.children) {
    if (child->dataset && child->dataset->storage.offset) {
      const std::uint64_t begins = *child->dataset->storage.offset - base;
      values.push_back({begins, begins + std::min(child->dataset->storage.size_bytes, UINT64_MAX - begins)});
    }
    note_values(*child, base, values);
  }
}

// The names that stand in a group, each once; kept, since many nodes may be tried.
struct KnownNames {
  std::unordered_set<std::string_view> names;
  std::size_t children = 0;  // of the group, that are among them

  bool has_one_of(const Node& group, const std::vector<LinkRecord>& links) {
    for (; children < group.children.size(); ++children) names.insert(group.children[children]->name);
    return std::ranges::any_of(links, [this](const LinkRecord& link) { return names.contains(link.name); });
  }
};

class Salvage {
 public:
  Salvage(FileBytes& file, const Superblock& superblock, bool is_base_known, TreeBuilder& builder, Tree& tree)
      : file_(file), superblock_(superblock), is_base_known_(is_base_known), builder_(builder), tree_(tree) {}

  void run(FileBytes& scanned, bool root_is_lost) {
    std::vector<Stretch> values;
    note_values(tree_.root, file_.base_address() + builder_.report_offset(), values);
    found_ = scan_structures(scanned, values, [this](std::uint64_t address) { return look_at(address); });
    leave_nodes_to_their_groups();
    return_links();
    adopt_lost_groups(root_is_lost && tree_.root.children.empty());
    adopt_groups(root_is_lost && tree_.root.children.empty());
    return_links();
    if (is_base_known_) {
      for (const std::uint64_t address : datasets_) adopt_unnamed(address);
    }
    sort(tree_.root);
  }

 private:
  [[nodiscard]] bool may_go_on() const { return !file_.budget().exhausted() && !file_.source_failure(); }

  std::optional<Stretch> look_at(std::uint64_t address);
  void leave_nodes_to_their_groups();
  void return_links();
  [[nodiscard]] std::vector<std::uint64_t> ownerless_heaps();
  [[nodiscard]] bool fits(std::uint64_t node, std::uint64_t heap, std::vector<LinkRecord>& links);
  void return_symbol_nodes(const std::vector<ListedGroup>& groups);
  void return_heap_blocks(const std::vector<ListedGroup>& groups);
  void adopt_lost_groups(bool may_be_root);
  void adopt_groups(bool may_be_root);
  void give_back(Node& group, std::size_t depth, std::vector<LinkRecord> links);
  void adopt_unnamed(std::uint64_t address);
  static void sort(Node& group);

  FileBytes& file_;
  const Superblock& superblock_;
  bool is_base_known_;
  TreeBuilder& builder_;
  Tree& tree_;
  FoundStructures found_;
  std::vector<std::uint64_t> groups_;    // headers that no link was seen to lead to
  std::vector<std::uint64_t> datasets_;  // the same, whole with their values
  std::unordered_map<const Node*, KnownNames> names_;
  std::unordered_set<std::uint64_t> used_;  // nodes and blocks whose links were given back, or are no one else's
};

// A candidate of the scan. Only headers that are whole: their checksum is right, or as a version 1 header has none,
// every message can be told from the next.
std::optional<Stretch> Salvage::look_at(std::uint64_t address) {
  if (!may_go_on() || builder_.has_seen(address)) return std::nullopt;
  auto header = read_object_header(file_, address);
  if (!header || !header->problem.empty()) return std::nullopt;
  const NodeKind kind = kind_of(*header);
  if (kind == NodeKind::group) groups_.push_back(address);
  if (kind != NodeKind::dataset || header->is_cut) return std::nullopt;
  auto values = values_of_whole_dataset(file_, *header);
  if (!values) return std::nullopt;
  datasets_.push_back(address);
  return values;
}

// A node that the tree of a found group lists is no other group's, whatever its names would be there.
void Salvage::leave_nodes_to_their_groups() {
  for (const std::uint64_t address : groups_) {
    if (!may_go_on()) return;
    auto header = read_object_header(file_, address);
    if (!header) continue;
    const LinkList list = read_group_links(file_, *header, superblock_.links_per_leaf, limits::kMaxObjects);
    used_.insert(list.nodes.begin(), list.nodes.end());
  }
}

void Salvage::return_links() {
  const std::vector<ListedGroup> groups = builder_.doubtful_groups();
  return_symbol_nodes(groups);
  return_heap_blocks(groups);
}

// Of groups whose header is lost.
std::vector<std::uint64_t> Salvage::ownerless_heaps() {
  std::unordered_set<std::uint64_t> found;
  for (const std::uint64_t address : groups_) found.insert(heap_of(file_, address));
  std::vector<std::uint64_t> heaps = found_.heaps;
  std::erase_if(heaps, [&](std::uint64_t heap) { return found.contains(heap) || builder_.has_group_of(heap); });
  return heaps;
}

// Whether all names of a node are in the heap and stand in order: then its links.
bool Salvage::fits(std::uint64_t node, std::uint64_t heap, std::vector<LinkRecord>& links) {
  if (heap == kNoAddress || !file_.budget().spend_work(kWorkOfComparing)) return false;
  auto names = LocalHeap::read(file_, heap);
  if (!names) return false;
  auto read = read_symbol_node(file_, *names, node, superblock_.links_per_leaf);
  if (!read) return false;
  links = std::move(*read);
  return true;
}

// A symbol node belongs to the group in whose heap its names are, if there is one such group. Of layers that are built
// alike the heaps are, too: it may as well be of one whose header is lost.
void Salvage::return_symbol_nodes(const std::vector<ListedGroup>& groups) {
  const std::vector<std::uint64_t> others = ownerless_heaps();
  for (const std::uint64_t address : found_.symbol_nodes) {
    if (!may_go_on()) return;
    if (builder_.has_read_node(address) || used_.contains(address)) continue;
    const ListedGroup* owner = nullptr;
    std::vector<LinkRecord> links;
    std::size_t owners = 0;
    for (const ListedGroup& group : groups) {
      std::vector<LinkRecord> read;
      if (!fits(address, group.local_heap, read) || names_[group.node].has_one_of(*group.node, read)) continue;
      ++owners;
      owner = &group;
      links = std::move(read);
    }
    const auto fits_too = [&, this](std::uint64_t heap) {
      std::vector<LinkRecord> read;
      return fits(address, heap, read);
    };
    if (owners != 1 || std::ranges::any_of(others, fits_too)) continue;
    used_.insert(address);
    give_back(*owner->node, owner->depth, std::move(links));
  }
}

// A direct block names the heap that it belongs to.
void Salvage::return_heap_blocks(const std::vector<ListedGroup>& groups) {
  for (const std::uint64_t address : found_.heap_blocks) {
    if (!may_go_on()) return;
    if (used_.contains(address)) continue;
    auto block = read_links_of_heap_block(file_, address);
    if (!block) continue;
    const auto owner = std::ranges::find(groups, block->heap, &ListedGroup::fractal_heap);
    if (owner == groups.end()) continue;
    used_.insert(address);
    give_back(*owner->node, owner->depth, std::move(block->links));
  }
}

void Salvage::give_back(Node& group, std::size_t depth, std::vector<LinkRecord> links) {
  bool any = false;
  for (LinkRecord& link : links) any |= builder_.adopt(group, depth, std::move(link)) != nullptr;
  if (!any || !group.problem.empty()) return;
  group.problem = kDeniedLinks;
  ++tree_.unreadable;
}

// Neither header nor tree of a group are left, but its names and nodes that fit them. If there is no other root, a
// single one is the root.
void Salvage::adopt_lost_groups(bool may_be_root) {
  std::map<std::uint64_t, std::vector<LinkRecord>> lost;  // by heap
  const std::vector<std::uint64_t> heaps = ownerless_heaps();
  for (const std::uint64_t node : found_.symbol_nodes) {
    if (builder_.has_read_node(node) || used_.contains(node)) continue;
    std::uint64_t owner = kNoAddress;
    std::vector<LinkRecord> links;
    std::size_t owners = 0;
    for (const std::uint64_t address : heaps) {
      if (!may_go_on()) return;
      std::vector<LinkRecord> read;
      if (!fits(node, address, read)) continue;
      ++owners;
      owner = address;
      links = std::move(read);
    }
    const bool leads_on = owners == 1 && std::ranges::any_of(links, [this](const LinkRecord& link) {
                            return link.kind == LinkKind::hard && !builder_.has_seen(link.address);
                          });
    if (leads_on) std::ranges::move(links, std::back_inserter(lost[owner]));
  }
  for (auto& [heap, links] : lost) {
    Node* group = may_be_root && lost.size() == 1 ? &tree_.root : builder_.add_lost_group(unnamed_at(heap));
    if (group == nullptr) return;
    give_back(*group, group == &tree_.root ? 0 : 1, std::move(links));
  }
}

// Those that no other one leads to; below them stands the rest.
void Salvage::adopt_groups(bool may_be_root) {
  std::unordered_set<std::uint64_t> linked;
  std::unordered_set<std::uint64_t> known(datasets_.begin(), datasets_.end());
  known.insert(groups_.begin(), groups_.end());
  std::vector<std::uint64_t> tops;
  for (const std::uint64_t address : groups_) {
    if (!may_go_on()) return;
    auto header = read_object_header(file_, address);
    if (!header) continue;
    const LinkList list = read_group_links(file_, *header, superblock_.links_per_leaf, limits::kMaxObjects);
    for (const LinkRecord& link : list.links) {
      if (link.kind == LinkKind::hard && link.address != address) linked.insert(link.address);
    }
    const auto is_lost = [&, this](const LinkRecord& link) {
      return link.kind == LinkKind::hard && !known.contains(link.address) && !builder_.has_seen(link.address);
    };
    if (!is_base_known_ && std::ranges::any_of(list.links, is_lost)) continue;
    const auto leads_on = [this](const LinkRecord& link) {
      return link.kind == LinkKind::hard && !builder_.has_seen(link.address);
    };
    if (std::ranges::any_of(list.links, leads_on)) tops.push_back(address);
  }
  std::erase_if(tops, [&](std::uint64_t address) { return linked.contains(address) || builder_.has_seen(address); });
  if (may_be_root && tops.size() == 1) return builder_.take_root(tops.front());
  for (const std::uint64_t address : tops) adopt_unnamed(address);
}

void Salvage::adopt_unnamed(std::uint64_t address) {
  LinkRecord link;
  link.name = unnamed_at(address);
  link.address = address;
  if (may_go_on()) (void)builder_.adopt(tree_.root, 0, std::move(link));
}

// As HDF5 lists them.
void Salvage::sort(Node& group) {
  std::ranges::stable_sort(group.children, {}, [](const auto& child) -> const std::string& { return child->name; });
  for (const auto& child : group.children) sort(*child);
}

}  // namespace

void salvage(FileBytes& file, FileBytes& scanned, const Superblock& superblock, bool root_is_lost, bool is_base_known,
             TreeBuilder& builder, Tree& tree) {
  Salvage(file, superblock, is_base_known, builder, tree).run(scanned, root_is_lost);
}

}  // namespace weighbridge::hdf5::walk
