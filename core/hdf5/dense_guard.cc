#include "hdf5/dense_guard.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/little_endian.h"

namespace weighbridge::hdf5 {

namespace {

// Format specification 3.0, III.A.2 "Version 2 B-trees"; types 5 and 6 index links, 8 and 9 attributes, 1 to 4 a heap's
// huge objects, 7 shared messages, 10 and 11 chunks. What HDF5 makes them all but 10 and 11 (H5Gdense.c, H5Adense.c,
// H5HFhuge.c, H5SM.c).
constexpr std::size_t kNodeBytes = 512;
constexpr std::size_t kNodeFrameBytes = 10;  // signature 4, version 1, type 1, checksum 4
constexpr std::size_t kNodeHeaderBytes = 6;  // before the records
constexpr std::size_t kMaxDepth = 8;
constexpr int kFirstChunkType = 10;
constexpr std::size_t kHeapIdBytes = 8;  // of attribute records; the message's flags follow
constexpr auto kSharedMessage = std::byte{2};

// H5VM_limit_enc_size
std::size_t bytes_to_count_to(std::uint64_t limit) {
  return (static_cast<std::size_t>(std::bit_width(limit)) - 1) / 8 + 1;
}

}  // namespace

void DenseGuard::set_sizes(std::size_t address_bytes, std::size_t length_bytes) {
  address_bytes_ = address_bytes;
  length_bytes_ = length_bytes;
}

std::size_t DenseGuard::record_bytes(int type) const {
  switch (type) {
    case 1:
      return address_bytes_ + 2 * length_bytes_;
    case 2:
      return address_bytes_ + 3 * length_bytes_ + 4;
    case 3:
      return address_bytes_ + length_bytes_;
    case 4:
      return address_bytes_ + 2 * length_bytes_ + 4;
    case 5:
      return 4 + 7;
    case 6:
      return 8 + 7;
    case 8:
      return kHeapIdBytes + 1 + 4 + 4;
    case 9:
      return kHeapIdBytes + 1 + 4;
    default:
      return 0;
  }
}

// As H5B2__hdr_init computes it.
DenseGuard::Tree DenseGuard::shape(int type, std::size_t depth) const {
  Tree tree{type, record_bytes(type), 0, {}};
  const std::uint64_t leaf = (kNodeBytes - kNodeFrameBytes) / tree.record_bytes;
  tree.count_bytes = bytes_to_count_to(leaf);
  tree.levels.push_back({leaf, leaf, 0});
  for (std::size_t level = 1; level <= depth; ++level) {
    const Level& below = tree.levels.back();
    const std::size_t total_bytes = level == 1 ? 0 : bytes_to_count_to(below.most_records_below);
    const std::size_t pointer = address_bytes_ + tree.count_bytes + total_bytes;
    const std::uint64_t most = (kNodeBytes - kNodeFrameBytes - pointer) / (tree.record_bytes + pointer);
    tree.levels.push_back({most, (most + 1) * below.most_records_below + most, pointer});
  }
  return tree;
}

// Each node is announced once: then it is a tree, and as deep as its header says.
Result<void> DenseGuard::expect(std::uint64_t address, Node node) {
  if (node.records > node.tree->levels[node.level].most_records)
    return fail(ErrorCode::malformed, "more records than a B-tree node can hold");
  const auto [known, is_new] = nodes_.try_emplace(address, node);
  const Node& before = known->second;
  if (is_new || (before.level == node.level && before.records == node.records && before.parent == node.parent))
    return {};
  return fail(ErrorCode::malformed, "a B-tree with a loop");
}

// Signature 4, version 1, type 1, node size 4, record size 2, depth 2, percentages 2, root's address, records of the
// root 2.
Result<void> DenseGuard::admit_tree_header(std::uint64_t address, std::span<const std::byte> header) {
  if (header.size() < 18 + address_bytes_) return fail(ErrorCode::malformed, "a B-tree header cut off");
  const int type = std::to_integer<int>(header[5]);
  if (type >= kFirstChunkType) return {};  // never gone into
  const auto depth = static_cast<std::size_t>(little_endian(header, 12, 2));
  const std::size_t record = record_bytes(type);
  const bool usual = record != 0 && little_endian(header, 6, 4) == kNodeBytes && little_endian(header, 10, 2) == record;
  if (!usual || depth > kMaxDepth) return fail(ErrorCode::malformed, "an impossible B-tree header");
  const std::uint64_t root = little_endian(header, 16, address_bytes_);
  const std::uint64_t records = little_endian(header, 16 + address_bytes_, 2);
  if (records == 0 && depth == 0) return {};
  return expect(root, {std::make_shared<Tree>(shape(type, depth)), depth, records, address});
}

Result<void> DenseGuard::admit_tree_node(std::uint64_t address, std::span<const std::byte> node) {
  if (std::to_integer<int>(node[5]) >= kFirstChunkType) return {};
  const auto found = nodes_.find(address);
  if (found == nodes_.end() || node.size() != kNodeBytes)
    return fail(ErrorCode::malformed, "a B-tree node out of place");
  const Node self = found->second;
  const Tree& tree = *self.tree;
  if (std::to_integer<int>(node[5]) != tree.type) return fail(ErrorCode::malformed, "a B-tree node of another type");
  // HDF5 looks for shared attributes in a heap that only files with shared messages have (H5A__dense_iterate_bt2_cb).
  for (std::size_t i = 0; i < self.records && (tree.type == 8 || tree.type == 9); ++i) {
    const std::byte flags = node[kNodeHeaderBytes + i * tree.record_bytes + kHeapIdBytes];
    if ((flags & kSharedMessage) != std::byte{0}) return fail(ErrorCode::unsupported, "shared attributes are not read");
  }
  if (self.level == 0) return {};
  std::size_t at = kNodeHeaderBytes + static_cast<std::size_t>(self.records) * tree.record_bytes;
  for (std::uint64_t i = 0; i <= self.records; ++i, at += tree.levels[self.level].pointer_bytes) {
    const std::uint64_t child = little_endian(node, at, address_bytes_);
    const std::uint64_t records = little_endian(node, at + address_bytes_, tree.count_bytes);
    if (auto expected = expect(child, {self.tree, self.level - 1, records, address}); !expected) return expected;
  }
  return {};
}

// Format specification 3.0, III.G "Fractal Heap": the doubling table's numbers size arrays and blocks
// (H5HF__dtable_init).
Result<void> DenseGuard::admit_heap_header(std::span<const std::byte> header) const {
  const std::size_t table = 14 + 10 * length_bytes_ + 2 * address_bytes_;
  if (header.size() < table + 2 + 2 * length_bytes_ + 4 + address_bytes_ + 2)
    return fail(ErrorCode::malformed, "a fractal heap header cut off");
  const std::uint64_t filters = little_endian(header, 7, 2);
  const std::uint64_t most_managed = little_endian(header, 10, 4);
  const std::uint64_t width = little_endian(header, table, 2);
  const std::uint64_t first_block = little_endian(header, table + 2, length_bytes_);
  const std::uint64_t last_block = little_endian(header, table + 2 + length_bytes_, length_bytes_);
  const std::uint64_t heap_bits = little_endian(header, table + 2 + 2 * length_bytes_, 2);
  const std::uint64_t rows = little_endian(header, table + 6 + 2 * length_bytes_ + address_bytes_, 2);
  // HDF5 writes width 4, blocks from 512 or 1024 bytes to 64 KiB, 32 or 40 bits, no filters, objects of at most 64 KiB.
  const bool sane = filters == 0 && width >= 1 && width <= 64 && std::has_single_bit(width) && first_block >= 128 &&
                    std::has_single_bit(first_block) && last_block >= first_block && last_block <= (1u << 20) &&
                    std::has_single_bit(last_block) && most_managed <= last_block && heap_bits <= 48;
  if (!sane) return fail(ErrorCode::malformed, "an impossible fractal heap header");
  const auto bits = [](std::uint64_t power) { return static_cast<std::uint64_t>(std::countr_zero(power)); };
  const std::uint64_t first_row_bits = bits(first_block) + bits(width);
  const std::uint64_t direct_rows = bits(last_block) - bits(first_block) + 2;
  const bool fits = heap_bits >= first_row_bits && direct_rows <= heap_bits - first_row_bits + 1 &&
                    rows <= heap_bits - first_row_bits + 1;
  if (!fits) return fail(ErrorCode::malformed, "an impossible fractal heap header");
  return {};
}

}  // namespace weighbridge::hdf5
