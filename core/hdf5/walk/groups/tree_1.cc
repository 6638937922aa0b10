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

// Twice the "Group Internal Node K" that HDF5 writes unless told otherwise (16, H5Pset_sym_k). More are read as ever.
constexpr std::size_t kUsualChildren = 32;

struct OpenNode {
  LentBytes body;  // key, child, key, child, ..., key
  int level = 0;
  std::size_t children = 0;
};

class TreeWalk {
 public:
  TreeWalk(FileBytes& file, TreeKind kind, std::size_t key_bytes) : file_(file), kind_(kind), key_bytes_(key_bytes) {}

  Result<TreeLoss> visit(std::uint64_t root, const VisitChild& visit);

 private:
  using Places = std::vector<std::uint64_t>;
  Result<OpenNode> open(std::uint64_t address, std::optional<int> level);
  Result<void> visit_level(const Places& nodes, int level, const VisitChild& visit, TreeLoss& loss);
  Result<void> visit_children(const OpenNode& node, const VisitChild& visit);
  void expect(const Places& nodes);
  [[nodiscard]] std::size_t head_bytes() const { return 8 + 2 * file_.address_bytes(); }
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
  const auto head = std::span(buffer).first(head_bytes());
  if (auto done = file_.read_into(address, head); !done) return std::unexpected(done.error());
  Cursor cursor(head);
  // A count that is cut off is no count of 0.
  if (!cursor.begins("TREE") || !file_.is_there(address, 8)) return fail(ErrorCode::malformed, kBadTreeSignature);
  if (cursor.byte() != static_cast<std::uint8_t>(kind_))
    return fail(ErrorCode::malformed, "incorrect B-tree node type");
  OpenNode node{.body = LentBytes(file_)};
  node.level = cursor.byte();
  node.children = cursor.number16();
  if (node.level > kMaxLevels) return fail(ErrorCode::malformed, "a B-tree of impossible depth");
  if (level && *level != node.level) return fail(ErrorCode::malformed, "a B-tree node at the wrong level");
  if (auto done = node.body.read(address + head.size(), node.children * stride()); !done)
    return std::unexpected(done.error());
  return node;
}

Result<void> TreeWalk::visit_children(const OpenNode& node, const VisitChild& visit) {
  const std::span<const std::byte> body = node.body.bytes();
  for (std::size_t i = 0; i < node.children; ++i) {
    const std::size_t at = stride() * i;
    const auto key = body.subspan(at, key_bytes_);
    const std::uint64_t child = file_.defined(little_endian(body, at + key_bytes_, file_.address_bytes()));
    if (auto done = visit(key, child); !done) return done;
  }
  return {};
}

void TreeWalk::expect(const Places& nodes) {
  if (nodes.size() <= kManyNodes) return;
  Places bodies;
  bodies.reserve(nodes.size());
  for (const std::uint64_t node : nodes) bodies.push_back(node + head_bytes());
  file_.expect({{nodes, head_bytes()}, {bodies, kUsualChildren * stride()}});
}

Result<void> TreeWalk::visit_level(const Places& nodes, int level, const VisitChild& visit, TreeLoss& loss) {
  expect(nodes);
  for (const std::uint64_t address : nodes) {
    auto node = open(address, level);
    if (!node) {
      if (file_.budget().exhausted() || file_.source_failure()) return std::unexpected(node.error());
      loss.add(node.error().message);
      continue;
    }
    if (auto done = visit_children(*node, visit); !done) return done;
  }
  return {};
}

// Level by level, each in order.
Result<TreeLoss> TreeWalk::visit(std::uint64_t root, const VisitChild& visit) {
  TreeLoss loss;
  auto top = open(root, std::nullopt);
  if (!top) return std::unexpected(top.error());
  Places below;
  const auto collect = [&](std::span<const std::byte>, std::uint64_t child) -> Result<void> {
    below.push_back(child);
    return file_.budget().spend_memory(sizeof child);
  };
  int level = top->level;
  auto done = level == 0 ? visit_children(*top, visit) : visit_children(*top, collect);
  while (done && level > 0) {
    const Places nodes = std::exchange(below, {});
    --level;
    done = level == 0 ? visit_level(nodes, level, visit, loss) : visit_level(nodes, level, collect, loss);
  }
  if (!done) return std::unexpected(done.error());
  return loss;
}

}  // namespace

Result<TreeLoss> visit_tree_1(FileBytes& file, std::uint64_t address, TreeKind kind, std::size_t key_bytes,
                              const VisitChild& visit) {
  return TreeWalk(file, kind, key_bytes).visit(address, visit);
}

}  // namespace weighbridge::hdf5::walk
