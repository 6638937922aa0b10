#include "hdf5/walk/tree_walk.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "base/stable_order.h"
#include "base/text.h"
#include "hdf5/walk/checksum.h"
#include "hdf5/walk/dataset_walk.h"
#include "hdf5/walk/group_links.h"
#include "hdf5/walk/messages/dense_place.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

// With its place among those seen.
static_assert(sizeof(Node) + 64 <= kNodeCost);
// In none of its forms does a link take less: as a message of an object header, an entry of a symbol table, in a
// fractal heap (format specification 3.0, III.B, IV.A.2.g). Groups that claim more between them share what can't be
// shared.
constexpr std::uint64_t kLeastLinkBytes = 8;
constexpr std::size_t kManyLinks = 1000;
constexpr std::uint64_t kFewLinks = 64;  // of a file so cut that it ends before them
constexpr const char* kCutHeader = "an object header that is cut off";

std::uint64_t most_links(std::uint64_t file_bytes) { return file_bytes / kLeastLinkBytes + kFewLinks; }

// Where the links of a group would be.
ListedGroup listed_group(FileBytes& file, const ObjectHeader& header, Node& node, std::size_t depth) {
  ListedGroup group{.node = &node, .depth = depth};
  if (const Message* info = header.find(MessageType::link_info)) {
    if (auto place = decode_dense_place(info->body, file, kLinkOrderBytes)) group.fractal_heap = place->heap;
  } else if (const Message* message = header.find(MessageType::symbol_table)) {
    if (auto table = decode_symbol_table(message->body, file)) group.local_heap = table->heap;
  }
  return group;
}

// Why nothing can be made of a header.
Error reason_of(const ObjectHeader& header) {
  if (!header.problem.empty()) return {ErrorCode::malformed, header.problem};
  if (header.is_cut) return {ErrorCode::malformed, kCutHeader};
  return {ErrorCode::malformed, "unable to determine object type"};  // HDF5's own words
}

}  // namespace

void TreeBuilder::unreadable(Node& node, const Error& error) {
  node.kind = NodeKind::unreadable;
  lose(node, error.message);
}

void TreeBuilder::lose(Node& node, const std::string& problem) {
  node.problem = problem;
  ++tree_.unreadable;
}

bool TreeBuilder::charge(const LinkRecord& link, std::uint64_t path_bytes) {
  // A name may become three times as long when it is made valid UTF-8. Whoever shows the tree writes whole paths.
  return file_.budget().spend_memory(kNodeCost + 3 * link.name.size() + link.target.size() + path_bytes).has_value();
}

void TreeBuilder::read_attributes(const ObjectHeader& header, Node& node) {
  const LostAttributes lost = attributes_.read_all(header, node);
  tree_.unreadable += lost.unreadable;
  tree_.limit_reached |= lost.too_many;
}

Result<void> TreeBuilder::build() {
  const auto kind = read_header(superblock_.root);
  tree_.objects = 1;
  seen_[superblock_.root].kind = NodeKind::group;
  if (!kind || *kind != NodeKind::group) {
    const Error reason = kind ? reason_of(header_) : kind.error();
    const bool opened = open_cached(superblock_.root, {superblock_.root_tree, superblock_.root_heap}, tree_.root, 0);
    lose(tree_.root, reason.message);
    if (opened) run();
    return std::unexpected(reason);
  }
  open_group(header_, tree_.root, 0);
  run();
  return {};
}

// As HDF5 does: an object whose header is damaged anywhere is lost.
Result<NodeKind> TreeBuilder::read_header(std::uint64_t address) {
  if (auto done = read_object_header(file_, address, header_); !done) return std::unexpected(done.error());
  const NodeKind kind = header_.problem.empty() ? kind_of(header_) : NodeKind::unreadable;
  if (kind == NodeKind::unreadable) return std::unexpected(reason_of(header_));
  return kind;
}

void TreeBuilder::note_limit() {
  if (!file_.budget().exhausted()) return;
  tree_.limit_reached = true;
  if (tree_.root.problem.empty()) lose(tree_.root, kBeyondBudget);
}

void TreeBuilder::run() {
  while (!open_.empty()) {
    OpenGroup& group = open_.back();
    const bool stop = file_.source_failure() || file_.budget().exhausted();
    if (stop || group.next == group.links.size()) {
      close_group();
      continue;
    }
    const std::uint32_t place = group.order[group.next++];
    const LinkRecord link = std::move(group.links[place]);
    const std::uint64_t path_bytes = group.path_bytes + link.name.size() + 1;
    if (!charge(link, path_bytes)) continue;
    std::unique_ptr<Node>& child = group.node->children[place];
    child = std::make_unique<Node>();
    visit(link, *child, path_bytes);  // may invalidate `group`
  }
}

void TreeBuilder::open_group(const ObjectHeader& header, Node& node, std::uint64_t path_bytes) {
  node.kind = NodeKind::group;
  if (header.mended) lose(node, kWrongChecksum);
  if (header.is_cut) lose(node, kCutHeader);
  read_attributes(header, node);
  if (depth() >= limits::kMaxDepth) {
    tree_.limit_reached = true;
    lose(node, "deeper than groups are read");
    return push_group({&node, &seen_[header.address], path_bytes}, {});
  }
  LinkList links = read_group_links(file_, header, superblock_.links_per_leaf, links_left());
  const bool is_doubtful = file_.mends_bits() && (!links.problem.empty() || links.links.empty());
  if (is_doubtful) doubtful_.push_back(listed_group(file_, header, node, depth()));
  push_group({&node, &seen_[header.address], path_bytes}, std::move(links));
}

// A group whose header is lost, by what was written down of it elsewhere.
bool TreeBuilder::open_cached(std::uint64_t address, const SymbolTable& table, Node& node, std::uint64_t path_bytes) {
  const bool is_known = file_.mends_bits() && table.tree != kNoAddress && table.heap != kNoAddress;
  if (!is_known || depth() >= limits::kMaxDepth) return false;
  LinkList links = read_symbol_table(file_, table, superblock_.links_per_leaf, links_left());
  if (links.links.empty()) return false;
  put_in_stable_order(links.links, {}, &LinkRecord::name);
  node.kind = NodeKind::group;
  ++tree_.objects;
  if (!links.problem.empty()) doubtful_.push_back({&node, table.heap, kNoAddress, depth()});
  push_group({&node, &seen_[address], path_bytes}, std::move(links));
  return true;
}

std::uint64_t TreeBuilder::links_left() const {
  return std::min(limits::kMaxObjects, most_links(tree_.available_bytes)) - links_;
}

void TreeBuilder::push_group(OpenGroup group, LinkList links) {
  take_links(std::move(links), group);
  open_.push_back(std::move(group));
}

void TreeBuilder::take_links(LinkList links, OpenGroup& group) {
  if (links.limit_reached)
    links.problem = most_links(tree_.available_bytes) < limits::kMaxObjects ? "more links than its bytes can hold"
                                                                            : "more links than are read";
  // HDF5 writes no second one: a name in the heap, or its place, is wrong.
  if (links.problem.empty() && std::ranges::adjacent_find(links.links, {}, &LinkRecord::name) != links.links.end())
    links.problem = "two links of one name";
  if (!links.problem.empty()) lose(*group.node, links.problem);
  tree_.limit_reached |= links.limit_reached;
  links_ += links.links.size();
  read_nodes_.insert(links.nodes.begin(), links.nodes.end());
  if (links.heap != kNoAddress) heaps_.insert(links.heap);
  group.links = std::move(links.links);
  group.node->children.resize(group.links.size());
  group.order.resize(group.links.size());
  std::iota(group.order.begin(), group.order.end(), std::uint32_t{0});
  // A large one in the order in which its objects lie in the file, which then is read from front to back: in order of
  // name 100,000 layers come from everywhere.
  if (group.links.size() > kManyLinks) {
    seen_.reserve(seen_.size() + group.links.size());
    std::ranges::sort(group.order, {},
                      [&](std::uint32_t place) { return std::pair(group.links[place].address, place); });
  }
}

void TreeBuilder::close_group() {
  const OpenGroup group = std::move(open_.back());
  open_.pop_back();
  std::erase(group.node->children, nullptr);  // what there was no budget for
  note_link_order(group);
  *group.seen = {NodeKind::group, group.node};
}

// Only among siblings of which two or more are groups: nobody asks for that of datasets. Better no order than a wrong
// one.
void TreeBuilder::note_link_order(const OpenGroup& group) {
  const bool whole = group.node->problem.empty();
  if (whole && std::ranges::count(group.node->children, NodeKind::group, &Node::kind) >= 2) return;
  for (const auto& child : group.node->children) child->link_order.reset();
}

void TreeBuilder::visit(const LinkRecord& link, Node& node, std::uint64_t path_bytes) {
  node.name = text::to_valid_utf8(link.name);
  // Whoever takes such a name for a path is led elsewhere.
  if (link.name.contains('/')) return unreadable(node, {ErrorCode::malformed, "a slash in the name of a link"});
  if (link.kind == LinkKind::hard) {
    node.link_order = link.name_offset;
    return open_object(link, node, path_bytes);
  }
  node.kind = link.kind == LinkKind::soft       ? NodeKind::soft_link
              : link.kind == LinkKind::external ? NodeKind::external_link
                                                : NodeKind::other_link;
  node.link_target = link.target;
  node.problem = link.problem;
}

void TreeBuilder::open_object(const LinkRecord& link, Node& node, std::uint64_t path_bytes) {
  const auto [place, is_first] = seen_.try_emplace(link.address);
  Seen& seen = place->second;
  if (!is_first) return open_again(seen, node);
  const auto kind = read_header(link.address);
  if (!kind) {
    if (open_cached(link.address, {link.cached_tree, link.cached_heap}, node, path_bytes))
      return lose(node, kind.error().message);
    return unreadable(node, kind.error());
  }
  node.kind = seen.kind = *kind;
  if (*kind == NodeKind::group) {
    ++tree_.objects;
    return open_group(header_, node, path_bytes);
  }
  if (header_.is_cut) return unreadable(node, {ErrorCode::malformed, kCutHeader});
  if (*kind == NodeKind::dataset) {
    auto dataset = read_stored_dataset(file_, header_, report_offset_);
    if (!dataset) return unreadable(node, dataset.error());
    node.dataset = std::make_shared<Dataset>(std::move(*dataset));
    node.dataset->storage.object_address = link.address;
    if (header_.mended) lose(node, kWrongChecksum);
    ++tree_.objects;
  }
  read_attributes(header_, node);
  seen.node = &node;
}

void TreeBuilder::open_again(const Seen& seen, Node& node) {
  node.kind = seen.kind;
  node.hard_link_again = true;
  if (seen.node != nullptr) list_again(*seen.node, node);
}

Node* TreeBuilder::adopt(Node& parent, std::size_t parent_depth, LinkRecord link) {
  const std::uint64_t path_bytes = link.name.size() + 1;
  if (link.kind != LinkKind::hard || has_seen(link.address)) return nullptr;
  if (file_.budget().exhausted() || !charge(link, path_bytes)) return nullptr;
  link.name_offset.reset();
  Node& node = *parent.children.emplace_back(std::make_unique<Node>());
  depth_ = parent_depth + 1;
  visit(link, node, path_bytes);
  run();
  depth_ = 0;
  node.found_by_scan = true;
  return &node;
}

Node* TreeBuilder::add_lost_group(const std::string& name) {
  LinkRecord link;
  link.name = name;
  if (!charge(link, name.size() + 1)) return nullptr;
  Node& node = *tree_.root.children.emplace_back(std::make_unique<Node>());
  node.name = name;
  node.found_by_scan = true;
  ++tree_.objects;
  return &node;
}

void TreeBuilder::take_root(std::uint64_t address) {
  const auto kind = read_header(address);
  if (!kind || *kind != NodeKind::group) return;
  seen_[address].kind = NodeKind::group;
  open_group(header_, tree_.root, 0);
  run();
}

}  // namespace weighbridge::hdf5::walk
