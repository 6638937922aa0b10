#include "hdf5/walk/groups/tree_1.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "hdf5/walk/cursor.h"
#include "hdf5/walk/visited_places.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr int kMaxLevels = 16;  // one of 8 levels holds 16^8 entries

struct OpenNode {
  Bytes body;  // key, child, key, child, ..., key
  int level = 0;
  std::size_t children = 0;
  std::size_t next = 0;
};

class TreeWalk {
 public:
  TreeWalk(FileBytes& file, TreeKind kind, std::size_t key_bytes) : file_(file), kind_(kind), key_bytes_(key_bytes) {}

  Result<OpenNode> open(std::uint64_t address, std::optional<int> level);
  Result<TreeLoss> visit(std::uint64_t root, const VisitChild& visit);

 private:
  [[nodiscard]] std::size_t stride() const { return key_bytes_ + file_.address_bytes(); }

  FileBytes& file_;
  TreeKind kind_;
  std::size_t key_bytes_;
  VisitedPlaces visited_;
};

// Signature 4, kind 1, level 1, children 2, left and right sibling; then keys and children in turn.
Result<OpenNode> TreeWalk::open(std::uint64_t address, std::optional<int> level) {
  if (!visited_.is_new(address)) return fail(ErrorCode::malformed, "a B-tree with a loop");
  std::array<std::byte, 8 + 2 * 8> buffer{};
  const auto head = std::span(buffer).first(8 + 2 * file_.address_bytes());
  if (auto done = file_.read_into(address, head); !done) return std::unexpected(done.error());
  Cursor cursor(head);
  // A count that is cut off is no count of 0.
  if (!cursor.begins("TREE") || !file_.is_there(address, 8)) return fail(ErrorCode::malformed, kBadTreeSignature);
  if (cursor.byte() != static_cast<std::uint8_t>(kind_))
    return fail(ErrorCode::malformed, "incorrect B-tree node type");
  OpenNode node;
  node.level = cursor.byte();
  node.children = cursor.number16();
  if (node.level > kMaxLevels) return fail(ErrorCode::malformed, "a B-tree of impossible depth");
  if (level && *level != node.level) return fail(ErrorCode::malformed, "a B-tree node at the wrong level");
  auto body = file_.read(address + head.size(), node.children * stride());
  if (!body) return std::unexpected(body.error());
  node.body = std::move(*body);
  return node;
}

Result<TreeLoss> TreeWalk::visit(std::uint64_t root, const VisitChild& visit) {
  TreeLoss loss;
  auto top = open(root, std::nullopt);
  if (!top) return std::unexpected(top.error());
  std::vector<OpenNode> open_nodes;
  open_nodes.push_back(std::move(*top));
  while (!open_nodes.empty()) {
    OpenNode& node = open_nodes.back();
    if (node.next == node.children) {
      open_nodes.pop_back();
      continue;
    }
    const std::size_t at = stride() * node.next++;
    const auto key = std::span<const std::byte>(node.body).subspan(at, key_bytes_);
    const std::uint64_t child = file_.defined(little_endian(node.body, at + key_bytes_, file_.address_bytes()));
    if (node.level == 0) {
      if (auto done = visit(key, child); !done) return std::unexpected(done.error());
      continue;
    }
    auto below = open(child, node.level - 1);
    if (below)
      open_nodes.push_back(std::move(*below));
    else if (file_.budget().exhausted() || file_.source_failure())
      return std::unexpected(below.error());
    else
      loss.add(below.error().message);
  }
  return loss;
}

}  // namespace

Result<TreeLoss> visit_tree_1(FileBytes& file, std::uint64_t address, TreeKind kind, std::size_t key_bytes,
                              const VisitChild& visit) {
  return TreeWalk(file, kind, key_bytes).visit(address, visit);
}

}  // namespace weighbridge::hdf5::walk
