#include "readers/library/library_tree.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "inspector/file.h"
#include "readers/library/attribute.h"
#include "readers/library/dataset.h"
#include "readers/library/groups.h"
#include "readers/library/link_order.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::reference {

namespace {

// HDF5's own file format puts the address of the object header into the first bytes of the token.
std::uint64_t address_of(const H5O_token_t& token) {
  std::uint64_t address = 0;
  static_assert(sizeof token.__data >= sizeof address);
  std::memcpy(&address, token.__data, sizeof address);
  return address;
}

// Objects with several hard links are listed under each; together no more than this beyond the first time, or links
// among groups would multiply without end.
constexpr std::uint64_t kMaxListedAgain = 100'000;

// In none of its forms does a link take less: as a message of an object header, an entry of a symbol table, in a
// fractal heap (HDF5 File Format Specification 3.0, III.B, IV.A.2.g). Groups that claim more between them share what
// can't be shared.
constexpr std::uint64_t kLeastLinkBytes = 8;
constexpr std::uint64_t kFewLinks = 64;  // of a file so cut that it ends before them

std::uint64_t most_links(std::uint64_t file_bytes) { return file_bytes / kLeastLinkBytes + kFewLinks; }

std::uint64_t count_nodes(const Node& node) {
  std::uint64_t count = 1;
  for (const auto& child : node.children) count += count_nodes(*child);
  return count;
}

// What `first` holds, for another link to the same object; the name and the order of the link are its own.
void list_again(const Node& first, Node& again) {
  again.kind = first.kind;
  again.attributes = first.attributes;
  again.dataset = first.dataset;
  again.link_target = first.link_target;
  again.problem = first.problem;
  again.hard_link_again = true;
  again.children.reserve(first.children.size());
  for (const auto& child : first.children) {
    Node& copy = *again.children.emplace_back(std::make_unique<Node>());
    copy.name = child->name;
    copy.link_order = child->link_order;
    list_again(*child, copy);
  }
}

// Lists depth first, by name; each object once, and under further hard links what was found then. A link to a group
// around it is not descended into.
class Walk {
 public:
  Walk(File& file, std::uint64_t report_offset, Tree& tree)
      : file_(file), attributes_(file), report_offset_(report_offset), tree_(tree) {}

  void list(hid_t group, Node& node, std::size_t depth);
  // `node`: null while the object is still being listed; it must stay where it is.
  void mark_seen(const H5O_token_t& token, NodeKind kind, const Node* node) { seen_[address_of(token)] = {kind, node}; }

 private:
  void read_attributes(hid_t object, Node& node);
  struct Seen {
    NodeKind kind;
    const Node* node;  // null: still being listed, or not to be read
  };
  void open_again(const Seen& seen, Node& node);
  void note_link_order(hid_t group, const Links& links, Node& node);
  void visit(hid_t parent, const Link& link, Node& node, std::size_t depth);
  void open(hid_t parent, const Link& link, Node& node, std::size_t depth);
  void unreadable(Node& node, const Error& error) {
    node.kind = NodeKind::unreadable;
    node.problem = error.message;
    ++tree_.unreadable;
  }

  File& file_;
  AttributeReader attributes_;
  std::uint64_t report_offset_;
  Tree& tree_;
  std::uint64_t links_ = 0;
  std::unordered_map<std::uint64_t, Seen> seen_;
  std::uint64_t listed_again_ = 0;
};

void Walk::read_attributes(hid_t object, Node& node) {
  const AttributesLost lost = attributes_.read_all(object, node);
  tree_.unreadable += lost.unreadable;
  tree_.limit_reached |= lost.too_many;
}

void Walk::list(hid_t group, Node& node, std::size_t depth) {
  read_attributes(group, node);
  if (depth == limits::kMaxDepth) {
    tree_.limit_reached = true;
    return;
  }
  const std::uint64_t most = most_links(tree_.available_bytes);
  Links links = read_links(group, std::min(limits::kMaxObjects, most) - links_);
  if (links.limit_reached && most < limits::kMaxObjects) links.problem = "more links than its bytes can hold";
  if (!links.problem.empty()) {
    node.problem = links.problem;
    ++tree_.unreadable;
  }
  tree_.limit_reached |= links.limit_reached;
  links_ += links.links.size();
  node.children.reserve(links.links.size());
  for (const Link& link : links.links) {
    if (file_.source_failure()) return;
    visit(group, link, *node.children.emplace_back(std::make_unique<Node>()), depth + 1);
  }
  note_link_order(group, links, node);
}

void Walk::note_link_order(hid_t group, const Links& links, Node& node) {
  const auto groups = std::ranges::count(node.children, NodeKind::group, &Node::kind);
  H5O_info2_t info{};
  if (groups < 2 || !check(H5Oget_info3(group, &info, H5O_INFO_BASIC))) return;
  const auto order = read_link_order(file_, address_of(info.token), links.links.size());
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const auto found =
        links.links[i].type == H5L_TYPE_HARD ? order.find(address_of(links.links[i].token)) : order.end();
    if (found != order.end()) node.children[i]->link_order = found->second;
  }
}

void Walk::visit(hid_t parent, const Link& link, Node& node, std::size_t depth) {
  node.name = text::to_valid_utf8(link.name);
  // HDF5 would take such a name for a path, and a path may lead out of the file.
  if (link.name.contains('/')) return unreadable(node, {ErrorCode::malformed, "a slash in the name of a link"});
  if (link.type == H5L_TYPE_HARD) return open(parent, link, node, depth);
  node.kind = link.type == H5L_TYPE_SOFT       ? NodeKind::soft_link
              : link.type == H5L_TYPE_EXTERNAL ? NodeKind::external_link
                                               : NodeKind::other_link;
  auto target = link_target(parent, link);
  if (target)
    node.link_target = std::move(*target);
  else
    node.problem = target.error().message;
}

void Walk::open_again(const Seen& seen, Node& node) {
  node.kind = seen.kind;
  node.hard_link_again = true;
  if (seen.node == nullptr) return;
  const std::uint64_t nodes = count_nodes(*seen.node);
  if (nodes > kMaxListedAgain - listed_again_) {
    tree_.limit_reached = true;
    return;
  }
  listed_again_ += nodes;
  list_again(*seen.node, node);
}

void Walk::open(hid_t parent, const Link& link, Node& node, std::size_t depth) {
  if (const auto before = seen_.find(address_of(link.token)); before != seen_.end()) {
    open_again(before->second, node);
    return;
  }
  auto object = own<ObjectHandle>(H5Oopen_by_token(parent, link.token));
  if (!object) {
    mark_seen(link.token, NodeKind::unreadable, nullptr);
    return unreadable(node, object.error());
  }
  const H5I_type_t type = H5Iget_type(object->id());
  node.kind = type == H5I_GROUP ? NodeKind::group : type == H5I_DATASET ? NodeKind::dataset : NodeKind::named_type;
  mark_seen(link.token, node.kind, nullptr);
  if (node.kind == NodeKind::group) {
    ++tree_.objects;
    list(object->id(), node, depth);
    return mark_seen(link.token, node.kind, &node);
  }
  if (node.kind == NodeKind::dataset) {
    auto dataset = read_dataset(object->id(), file_, report_offset_);
    if (!dataset) return unreadable(node, dataset.error());
    node.dataset = std::make_shared<hdf5::Dataset>(std::move(*dataset));
    node.dataset->storage.object_address = address_of(link.token);
    ++tree_.objects;
  }
  read_attributes(object->id(), node);
  mark_seen(link.token, node.kind, &node);
}

}  // namespace

Result<Tree> read_library_tree(ByteSource& source, const OpenOptions& options) {
  auto file = File::open(source, options.claimed_end);
  if (!file) return std::unexpected(file.error());
  auto root = own<ObjectHandle>(H5Oopen(file->id(), "/", H5P_DEFAULT));
  if (!root) return std::unexpected(root.error());
  Tree tree;
  tree.available_bytes = source.size_bytes();
  tree.objects = 1;
  Walk walk(*file, options.report_offset, tree);
  H5O_info2_t info{};
  if (auto got = check(H5Oget_info3(root->id(), &info, H5O_INFO_BASIC)); !got) return std::unexpected(got.error());
  walk.mark_seen(info.token, NodeKind::group, nullptr);
  walk.list(root->id(), tree.root, 0);
  if (file->source_failure()) return std::unexpected(*file->source_failure());
  return tree;
}

}  // namespace weighbridge::hdf5::reference
