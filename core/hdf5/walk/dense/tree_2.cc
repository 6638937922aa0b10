#include "hdf5/walk/dense/tree_2.h"

#include <bit>
#include <optional>
#include <utility>
#include <vector>

#include "hdf5/walk/checksum.h"
#include "hdf5/walk/cursor.h"
#include "hdf5/walk/visited_places.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::size_t kNodeHeadBytes2 = 6;    // signature 4, version 1, kind 1
constexpr std::size_t kNodeFrameBytes2 = 10;  // and the checksum 4
constexpr std::uint64_t kMaxNodeBytes2 = 1u << 20;
constexpr std::size_t kMaxDepth2 = 16;

// H5VM_limit_enc_size
std::size_t bytes_to_count_to(std::uint64_t limit) {
  return limit == 0 ? 1 : (static_cast<std::size_t>(std::bit_width(limit)) - 1) / 8 + 1;
}

std::uint64_t saturated(std::uint64_t a, std::uint64_t b, std::uint64_t c) {  // a * b + c
  return b != 0 && a > (UINT64_MAX - c) / b ? UINT64_MAX : a * b + c;
}

// How nodes of one level are made, as H5B2__hdr_init computes it.
struct LevelShape {
  std::uint64_t most_records = 0;
  std::uint64_t most_records_below = 0;  // of a node of this level and all under it
  std::size_t total_bytes = 0;           // of the number of all records under a child
};

struct Header {
  std::uint64_t node_bytes = 0;
  std::uint64_t record_bytes = 0;
  std::size_t depth = 0;
  std::uint64_t root = kNoAddress;
  std::uint64_t root_records = 0;
  std::size_t count_bytes = 1;
  std::vector<LevelShape> levels;
};

struct OpenNode2 {
  Bytes bytes;
  std::size_t level = 0;
  std::uint64_t records = 0;
  std::uint64_t next = 0;      // record
  bool child_is_next = false;  // the child before that record
};

class Tree2Walk {
 public:
  Tree2Walk(FileBytes& file, RecordKind kind) : file_(file), kind_(kind) {}
  Result<void> read_header(std::uint64_t address);
  Result<void> visit(const VisitRecord& visit);
  TreeLoss take_loss() { return std::move(loss_); }

 private:
  Result<void> make_levels();
  Result<OpenNode2> open(std::uint64_t address, std::size_t level, std::uint64_t records);
  Result<OpenNode2> open_child(const OpenNode2& node);
  [[nodiscard]] std::size_t pointer_bytes(std::size_t level) const {
    return file_.address_bytes() + header_.count_bytes + header_.levels[level].total_bytes;
  }

  FileBytes& file_;
  RecordKind kind_;
  Header header_;
  TreeLoss loss_;
  VisitedPlaces visited_;
};

// Signature 4, version 1, kind 1, node size 4, record size 2, depth 2, percentages 2, root, its records 2, all records,
// checksum 4.
Result<void> Tree2Walk::read_header(std::uint64_t address) {
  auto bytes = file_.read(address, 16 + file_.address_bytes() + 2 + file_.length_bytes() + 4);
  if (!bytes) return std::unexpected(bytes.error());
  if (!was_right(*bytes, file_.mends_bits())) loss_.add(kWrongChecksum);
  Cursor cursor(*bytes);
  if (!cursor.begins("BTHD")) return fail(ErrorCode::malformed, "wrong B-tree header signature");
  if (cursor.byte() != 0) return fail(ErrorCode::malformed, "wrong B-tree header version");
  if (cursor.byte() != static_cast<std::uint8_t>(kind_)) return fail(ErrorCode::malformed, "incorrect B-tree type");
  header_.node_bytes = cursor.number32();
  header_.record_bytes = cursor.number16();
  header_.depth = cursor.number16();
  cursor.skip(2);
  header_.root = file_.defined(cursor.number(file_.address_bytes()));
  header_.root_records = cursor.number16();
  return make_levels();
}

Result<void> Tree2Walk::make_levels() {
  const auto impossible = [] { return fail(ErrorCode::malformed, "an impossible B-tree header"); };
  if (header_.record_bytes == 0 || header_.node_bytes > kMaxNodeBytes2 || header_.depth > kMaxDepth2)
    return impossible();
  if (header_.node_bytes < kNodeFrameBytes2 + header_.record_bytes) return impossible();
  const std::uint64_t leaf = (header_.node_bytes - kNodeFrameBytes2) / header_.record_bytes;
  header_.count_bytes = bytes_to_count_to(leaf);
  header_.levels.push_back({leaf, leaf, 0});
  for (std::size_t level = 1; level <= header_.depth; ++level) {
    const LevelShape below = header_.levels.back();
    LevelShape shape;
    shape.total_bytes = level == 1 ? 0 : bytes_to_count_to(below.most_records_below);
    const std::uint64_t pointer = file_.address_bytes() + header_.count_bytes + shape.total_bytes;
    if (header_.node_bytes < kNodeFrameBytes2 + header_.record_bytes + 2 * pointer) return impossible();
    shape.most_records = (header_.node_bytes - kNodeFrameBytes2 - pointer) / (header_.record_bytes + pointer);
    shape.most_records_below = saturated(shape.most_records + 1, below.most_records_below, shape.most_records);
    header_.levels.push_back(shape);
  }
  return {};
}

// Signature 4, version 1, kind 1, records, [child pointers: address, its records, all records under it], checksum 4
// behind the last one.
Result<OpenNode2> Tree2Walk::open(std::uint64_t address, std::size_t level, std::uint64_t records) {
  if (records > header_.levels[level].most_records)
    return fail(ErrorCode::malformed, "more records than a B-tree node can hold");
  if (!visited_.is_new(address)) return fail(ErrorCode::malformed, "a B-tree with a loop");
  auto bytes = file_.read(address, header_.node_bytes);
  if (!bytes) return std::unexpected(bytes.error());
  const std::uint64_t pointers = level == 0 ? 0 : (records + 1) * pointer_bytes(level);
  const std::uint64_t used = kNodeFrameBytes2 + records * header_.record_bytes + pointers;
  if (used > bytes->size()) return fail(ErrorCode::malformed, "more records than a B-tree node can hold");
  const auto summed = std::span(*bytes).first(static_cast<std::size_t>(used));
  if (!was_right(summed, file_.mends_bits())) loss_.add(kWrongChecksum);
  Cursor cursor(*bytes);
  if (!cursor.begins(level == 0 ? "BTLF" : "BTIN"))
    return fail(ErrorCode::malformed,
                level == 0 ? "wrong B-tree leaf node signature" : "wrong B-tree internal node signature");
  if (cursor.byte() != 0) return fail(ErrorCode::malformed, "wrong B-tree node version");
  if (cursor.byte() != static_cast<std::uint8_t>(kind_)) return fail(ErrorCode::malformed, "incorrect B-tree type");
  return OpenNode2{std::move(*bytes), level, records, 0, level > 0};
}

Result<OpenNode2> Tree2Walk::open_child(const OpenNode2& node) {
  Cursor cursor(node.bytes);
  cursor.skip(kNodeHeadBytes2 + node.records * header_.record_bytes + node.next * pointer_bytes(node.level));
  const std::uint64_t child = file_.defined(cursor.number(file_.address_bytes()));
  const std::uint64_t records = cursor.number(header_.count_bytes);
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  return open(child, node.level - 1, records);
}

Result<void> Tree2Walk::visit(const VisitRecord& visit) {
  if (header_.root == kNoAddress || (header_.root_records == 0 && header_.depth == 0)) return {};
  auto top = open(header_.root, header_.depth, header_.root_records);
  if (!top) return std::unexpected(top.error());
  std::vector<OpenNode2> open_nodes;
  open_nodes.push_back(std::move(*top));
  while (!open_nodes.empty()) {
    OpenNode2& node = open_nodes.back();
    if (node.child_is_next) {
      node.child_is_next = false;
      auto below = open_child(node);
      if (below)
        open_nodes.push_back(std::move(*below));
      else if (file_.budget().exhausted() || file_.source_failure())
        return std::unexpected(below.error());
      else
        loss_.add(below.error().message);
    } else if (node.next < node.records) {
      const std::size_t at = kNodeHeadBytes2 + static_cast<std::size_t>(node.next++ * header_.record_bytes);
      node.child_is_next = node.level > 0;
      const auto record =
          std::span<const std::byte>(node.bytes).subspan(at, static_cast<std::size_t>(header_.record_bytes));
      if (auto done = visit(record); !done) return done;
    } else {
      open_nodes.pop_back();
    }
  }
  return {};
}

}  // namespace

Result<TreeLoss> visit_tree_2(FileBytes& file, std::uint64_t address, RecordKind kind, const VisitRecord& visit) {
  Tree2Walk walk(file, kind);
  if (auto done = walk.read_header(address); !done) return std::unexpected(done.error());
  if (auto done = walk.visit(visit); !done) return std::unexpected(done.error());
  return walk.take_loss();
}

}  // namespace weighbridge::hdf5::walk
