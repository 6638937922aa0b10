// Goes through the groups of a file from the root on, without recursion, and fills the tree.
#ifndef WEIGHBRIDGE_HDF5_WALK_TREE_WALK_H_
#define WEIGHBRIDGE_HDF5_WALK_TREE_WALK_H_

#include <cstdint>
#include <memory_resource>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "hdf5/tree.h"
#include "hdf5/walk/attributes.h"
#include "hdf5/walk/groups/symbol_table.h"
#include "hdf5/walk/messages/link.h"
#include "hdf5/walk/object_header.h"
#include "hdf5/walk/salvage/listed_group.h"
#include "hdf5/walk/superblock.h"

namespace weighbridge::hdf5::walk {

// Depth first, by name (large groups by address); each object is read once, and under further hard links stands what
// was found then. A link to a group around it is not descended into.
class TreeBuilder {
 public:
  TreeBuilder(FileBytes& file, const Superblock& superblock, std::uint64_t report_offset, Tree& tree)
      : file_(file), superblock_(superblock), attributes_(file), report_offset_(report_offset), tree_(tree) {}

  // From the root on. Fails where its header can't be read.
  [[nodiscard]] Result<void> build();

  // For salvage, after build(), whether that failed or not.
  // Groups that could not be listed whole, or list nothing.
  [[nodiscard]] const std::vector<ListedGroup>& doubtful_groups() const { return doubtful_; }
  [[nodiscard]] bool has_seen(std::uint64_t object) const { return seen_.contains(object); }
  [[nodiscard]] bool has_read_node(std::uint64_t symbol_node) const { return read_nodes_.contains(symbol_node); }
  [[nodiscard]] bool has_group_of(std::uint64_t local_heap) const { return heaps_.contains(local_heap); }
  // Puts what `link` leads to into `parent`, which is as deep as it says, and everything below it; null where it is
  // there already, or for want of budget.
  Node* adopt(Node& parent, std::size_t parent_depth, LinkRecord link);
  // To be asked at the end: says in the tree that the budget did not suffice.
  void note_limit();
  [[nodiscard]] std::uint64_t report_offset() const { return report_offset_; }
  // A group of which nothing is left but its links.
  Node* add_lost_group(const std::string& name);
  // The group at `address` becomes the root.
  void take_root(std::uint64_t address);

 private:
  struct Seen {
    NodeKind kind = NodeKind::unreadable;
    const Node* node = nullptr;  // null: still being listed, or not to be read
  };
  // A group whose links are being gone through.
  struct OpenGroup {
    Node* node = nullptr;
    Seen* seen = nullptr;
    std::uint64_t path_bytes = 0;
    std::vector<LinkRecord> links = {};
    std::vector<std::uint32_t> order = {};  // places in `links`, as they are gone through
    std::size_t next = 0;
  };

  // Of what hangs in the innermost open group. No group deeper than limits::kMaxDepth is gone into.
  [[nodiscard]] std::size_t depth() const { return depth_ + open_.size(); }
  void run();
  void lose(Node& node, const std::string& problem);
  void read_attributes(const ObjectHeader& header, Node& node);
  void take_links(LinkList links, OpenGroup& group);
  [[nodiscard]] std::uint64_t links_left() const;
  void open_group(const ObjectHeader& header, Node& node, std::uint64_t path_bytes);
  void push_group(OpenGroup group, LinkList links);
  bool open_cached(std::uint64_t address, const SymbolTable& table, Node& node, std::uint64_t path_bytes);
  void close_group();
  void note_link_order(const OpenGroup& group);
  // Makes header_ the object's and says what that is; or why it can't be said.
  [[nodiscard]] Result<NodeKind> read_header(std::uint64_t address);
  void visit(const LinkRecord& link, Node& node, std::uint64_t path_bytes);
  void open_object(const LinkRecord& link, Node& node, std::uint64_t path_bytes);
  void open_again(const Seen& seen, Node& node);
  void list_again(const Node& first, Node& again);
  void unreadable(Node& node, const Error& error);
  // What a node costs; false: nothing more may be read.
  [[nodiscard]] bool charge(const LinkRecord& link, std::uint64_t path_bytes);

  FileBytes& file_;
  const Superblock& superblock_;
  AttributeWalk attributes_;
  std::uint64_t report_offset_;
  Tree& tree_;
  std::size_t depth_ = 0;  // of the first open group
  std::vector<OpenGroup> open_;
  std::pmr::monotonic_buffer_resource seen_memory_;
  std::pmr::unordered_map<std::uint64_t, Seen, AddressHash> seen_{&seen_memory_};  // by address
  ObjectHeader header_;                                                            // the one that was read last
  std::vector<ListedGroup> doubtful_;
  std::unordered_set<std::uint64_t> read_nodes_;  // of symbol tables
  std::unordered_set<std::uint64_t> heaps_;       // of old-style groups, where the file is damaged
  std::uint64_t links_ = 0;
  std::uint64_t listed_again_ = 0;
};

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_TREE_WALK_H_
