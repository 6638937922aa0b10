#include "hdf5/metadata_guard.h"

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "base/little_endian.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5 {

namespace {

// HDF5 goes down trees by recursion. One of 8 levels holds 16^8 entries.
constexpr int kMaxTreeLevels = 16;
constexpr std::size_t kSymbolNodeHeader = 8;  // signature 4, version 1, reserved 1, number of symbols 2

bool begins_with(std::span<const std::byte> bytes, std::string_view signature) {
  return bytes.size() >= signature.size() && std::memcmp(bytes.data(), signature.data(), signature.size()) == 0;
}

// lookup3 (H5_checksum_metadata) of 9 bytes of zero.
constexpr std::uint32_t kChecksumOfNineZeros = 0x0ee58a0d;

void put(std::span<std::byte> bytes, std::size_t offset, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) bytes[offset + i] = static_cast<std::byte>(value >> (8 * i));
}

std::uint64_t aligned(std::uint64_t size) { return (size + 7) / 8 * 8; }

}  // namespace

Result<void> MetadataGuard::admit(std::uint64_t address, std::span<const std::byte> bytes) {
  if (bytes.size() < 16) return {};
  if (begins_with(bytes, "\x89HDF\r\n\x1a\n")) note_sizes(bytes);
  if (begins_with(bytes, "TREE")) return admit_tree_node(address, bytes);
  if (begins_with(bytes, "BTHD")) return dense_.admit_tree_header(address, bytes);
  if (begins_with(bytes, "BTIN") || begins_with(bytes, "BTLF")) return dense_.admit_tree_node(address, bytes);
  if (begins_with(bytes, "HEAP")) return admit_local_heap(address, bytes);
  if (begins_with(bytes, "FRHP")) return dense_.admit_heap_header(bytes);
  if (begins_with(bytes, "GCOL") && little_endian(bytes, 8, length_bytes_) > bytes.size())
    return fail(ErrorCode::unsupported, kVirtualSources);
  // An image of HDF5's cache in place of the metadata itself; HDF5 believes every word of it.
  if (begins_with(bytes, "MDCI")) return fail(ErrorCode::unsupported, "images of the metadata cache are not read");
  return {};
}

void MetadataGuard::mend(std::uint64_t address, std::span<std::byte> bytes, bool is_tree_node) {
  if (is_tree_node) replace_lost_node(address, bytes);
  if (begins_with(bytes, "HEAP")) drop_free_list(bytes);
  if (begins_with(bytes, "GCOL")) empty_virtual_mappings(bytes);
}

// HDF5 reads global heaps for one thing only (strings are read by GlobalHeap): the sources of virtual datasets, which
// are not followed anyhow. They have selections in them that overflow HDF5's stack if they lie
// (H5S__hyper_deserialize), and a heap whose free space claims size 0, as it is behind the end of a cut file, makes it
// loop for ever (H5HG__cache_heap_deserialize). So every object of the heap is shown as the list of no sources: version
// 0, count 8, checksum 4 (format specification 3.0, VIII.C).
void MetadataGuard::empty_virtual_mappings(std::span<std::byte> heap) const {
  constexpr std::size_t kHeader = 16, kObjectHeader = 16, kListBytes = 13, kObject = 32;
  if (length_bytes_ != 8 || heap.size() < kHeader) return;
  const std::uint64_t size = little_endian(heap, 8, 8);
  if (size > heap.size()) return;  // refused by admit
  const auto body = heap.first(static_cast<std::size_t>(size));
  std::vector<std::uint64_t> indices;
  for (std::size_t at = kHeader; at + kObjectHeader <= body.size();) {
    const std::uint64_t index = little_endian(body, at, 2);
    const std::uint64_t claimed = little_endian(body, at + 8, 8);
    if (index == 0 || claimed > body.size()) break;  // the free space stands last
    indices.push_back(index);
    at += kObjectHeader + static_cast<std::size_t>(aligned(claimed));
  }
  std::ranges::fill(body.subspan(std::min(kHeader, body.size())), std::byte{0});
  std::size_t at = kHeader;
  for (const std::uint64_t index : indices) {
    if (body.size() - at < kObject) break;
    put(body, at, index, 2);
    put(body, at + 2, 1, 2);
    put(body, at + 8, kListBytes, 8);
    put(body, at + kObjectHeader + 9, kChecksumOfNineZeros, 4);
    at += kObject;
  }
  if (body.size() >= at + kObjectHeader) put(body, at + 8, body.size() - at, 8);
}

// A local heap: signature 4, version 1, reserved 3, size, offset of the first free block (format specification 3.0,
// III.D). Who only reads has no use for the free blocks, but HDF5 follows them from one to the next, allocating, for
// ever if they form a ring (H5HL__fl_deserialize); and gives up the names before the cut because the free blocks behind
// it are zero. 1 is "none".
void MetadataGuard::drop_free_list(std::span<std::byte> heap) const {
  const std::size_t at = 8 + length_bytes_;
  if (heap.size() < at + length_bytes_) return;
  std::ranges::fill(heap.subspan(at, length_bytes_), std::byte{0});
  heap[at] = std::byte{1};
}

// HDF5's cache knows a block by its address alone: of two heaps over one block the second is handed the first one's,
// whose memory is gone when that is closed (H5G__ent_to_link, H5C__flush_single_entry).
Result<void> MetadataGuard::admit_local_heap(std::uint64_t address, std::span<const std::byte> heap) {
  const std::size_t block_at = 8 + 2 * length_bytes_;
  if (little_endian(heap, 8, length_bytes_) > limits::kMaxAttributeBytes)
    return fail(ErrorCode::malformed, "bad local heap size");
  if (heap.size() < block_at + address_bytes_) return {};
  const auto [block, is_new] = heap_blocks_.try_emplace(little_endian(heap, block_at, address_bytes_), address);
  if (!is_new && block->second != address) return fail(ErrorCode::malformed, "two local heaps over one block");
  return {};
}

// HDF5 gives up a group where one node of its tree of links is lost (cut off, overwritten). What should be such a node
// but is not is shown to it as an empty one, so that the links of all other nodes are listed.
void MetadataGuard::replace_lost_node(std::uint64_t address, std::span<std::byte> bytes) {
  const auto show = [&](std::initializer_list<int> node) {
    std::ranges::fill(bytes, std::byte{0});
    std::ranges::transform(node, bytes.begin(), [](int value) { return static_cast<std::byte>(value); });
    ++lost_nodes_;
  };
  // Other kinds of node (BTLF, SMLI, EASB ...) have signatures of their own.
  const bool is_signed = bytes.size() >= 8 && std::ranges::all_of(bytes.first(4), [](std::byte b) {
                           return b >= std::byte{'A'} && b <= std::byte{'Z'};
                         });
  if (bytes.size() < 8 || (is_signed && !begins_with(bytes, "SNOD"))) return;
  if (bytes.size() == kSymbolNodeHeader + links_per_leaf_ * symbol_bytes()) {
    if (!begins_with(bytes, "SNOD") || little_endian(bytes, 6, 2) > links_per_leaf_)
      return show({'S', 'N', 'O', 'D', 1, 0, 0, 0});
    return drop_broken_symbols(bytes);
  }
  const auto expected = places_.find(address);
  if (expected != places_.end()) show({'T', 'R', 'E', 'E', 0, expected->second.level, 0, 0});
}

// A symbol table entry: offset of the name, address of the object, cache type 4, reserved 4, cache 16 (format
// specification 3.0, III.C).
std::size_t MetadataGuard::symbol_bytes() const { return length_bytes_ + address_bytes_ + 24; }

// One broken entry ends HDF5's listing, too. An offset that no heap can have is worse: where addresses have 32 bits, as
// in WebAssembly, HDF5 drops its upper half and finds another name.
void MetadataGuard::drop_broken_symbols(std::span<std::byte> node) {
  const std::size_t size = symbol_bytes();
  const std::uint64_t count = little_endian(node, 6, 2);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto symbol = node.subspan(kSymbolNodeHeader + i * size, size);
    const std::size_t cache_type_at = length_bytes_ + address_bytes_;
    if (little_endian(symbol, cache_type_at, 4) > 2) put(symbol, cache_type_at, 0, 4);  // 0: nothing is cached
    if (little_endian(symbol, 0, length_bytes_) > limits::kMaxAttributeBytes) continue;
    std::ranges::copy(symbol, node.begin() + static_cast<std::ptrdiff_t>(kSymbolNodeHeader + kept++ * size));
  }
  if (kept == count) return;
  put(node, 6, kept, 2);
  ++lost_nodes_;
}

// Format specification 3.0, II.A: bytes 13 and 14 of versions 0 and 1, 9 and 10 of versions 2 and 3; half the links of
// a leaf at 16.
void MetadataGuard::note_sizes(std::span<const std::byte> superblock) {
  const bool old = superblock[8] < std::byte{2};
  const std::size_t at = old ? 13 : 9;
  if (old && superblock.size() >= 18) links_per_leaf_ = 2 * static_cast<std::size_t>(little_endian(superblock, 16, 2));
  address_bytes_ = std::to_integer<std::size_t>(superblock[at]);
  length_bytes_ = std::to_integer<std::size_t>(superblock[at + 1]);
  dense_.set_sizes(address_bytes_, length_bytes_);
}

// A key is a length in a tree of links (type 0), and 8 bytes and 8 more for each dimension in a tree of chunks (type
// 1). How many dimensions follows from the node's size, which is made for 2K children; K is 32 but for files that say
// otherwise.
std::size_t MetadataGuard::key_bytes(std::span<const std::byte> node) const {
  if (node[4] == std::byte{0}) return length_bytes_;
  const std::size_t header = 8 + 2 * address_bytes_;
  const auto fits = [&](std::size_t k, std::size_t key) {
    return node.size() == header + 2 * k * address_bytes_ + (2 * k + 1) * key;
  };
  for (std::size_t dimensions = 1; dimensions <= limits::kMaxRank + 1; ++dimensions) {
    if (fits(32, 8 + 8 * dimensions)) return 8 + 8 * dimensions;
  }
  for (std::size_t dimensions = 1; dimensions <= limits::kMaxRank + 1; ++dimensions) {
    const std::size_t key = 8 + 8 * dimensions;
    if (node.size() > header + key && fits((node.size() - header - key) / (2 * (address_bytes_ + key)), key))
      return key;
  }
  return 0;
}

// H5B__iterate_helper goes where children point without looking at their level or whether it has been there: a node
// that is its own child overflows the stack, and shared children take exponential time. So a node must be what its
// parent says, and have one parent.
Result<void> MetadataGuard::admit_tree_node(std::uint64_t address, std::span<const std::byte> node) {
  const int level = std::to_integer<int>(node[5]);
  const std::uint64_t children = little_endian(node, 6, 2);
  if (level > kMaxTreeLevels) return fail(ErrorCode::malformed, "a B-tree of impossible depth");
  const auto known = places_.find(address);
  if (known != places_.end() && known->second.level != level)
    return fail(ErrorCode::malformed, "a B-tree node at the wrong level");
  if (level == 0) return {};
  places_.try_emplace(address, Place{level, address});

  const std::size_t key = key_bytes(node);
  const std::size_t stride = key + address_bytes_;
  std::vector<std::uint64_t> seen;
  for (std::size_t i = 0, at = 8 + 2 * address_bytes_ + key; i < children; ++i, at += stride) {
    if (key == 0 || at + address_bytes_ > node.size())
      return fail(ErrorCode::malformed, "a B-tree node with too many children");
    const std::uint64_t child = little_endian(node, at, address_bytes_);
    const auto [place, is_new] = places_.try_emplace(child, Place{level - 1, address});
    if (!is_new && (place->second.level != level - 1 || place->second.parent != address))
      return fail(ErrorCode::malformed, "a B-tree with a loop");
    seen.push_back(child);
  }
  std::ranges::sort(seen);
  if (std::ranges::adjacent_find(seen) != seen.end()) return fail(ErrorCode::malformed, "a B-tree with a loop");
  return {};
}

}  // namespace weighbridge::hdf5
