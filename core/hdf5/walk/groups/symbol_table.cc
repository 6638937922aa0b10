#include "hdf5/walk/groups/symbol_table.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.h"
#include "hdf5/walk/cursor.h"
#include "hdf5/walk/groups/local_heap.h"
#include "hdf5/walk/groups/tree_1.h"
#include "hdf5/walk/visited_places.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::size_t kNodeHeadBytes = 8;    // signature 4, version 1, reserved 1, symbols 2
constexpr std::size_t kEntryTailBytes = 24;  // cache type 4, reserved 4, scratch pad 16
constexpr std::uint64_t kCachedGroup = 1;    // cache type: the scratch pad has the places of its tree and heap
constexpr std::uint64_t kCachedLink = 2;     // cache type: the scratch pad has the target's place in the heap
constexpr const char* kBadNode = "bad symbol table node signature";  // HDF5's own words

class SymbolReader {
 public:
  SymbolReader(FileBytes& file, const LocalHeap& heap, std::size_t links_per_leaf, std::uint64_t most, LinkList& out)
      : file_(file), heap_(heap), links_per_leaf_(links_per_leaf), most_(most), out_(out), node_(file) {}

  // III.B "Disk Format: Level 1B - Group Symbol Table Nodes".
  Result<void> read_node(std::uint64_t address);
  [[nodiscard]] std::size_t node_bytes() const { return kNodeHeadBytes + links_per_leaf_ * entry_bytes(); }

 private:
  [[nodiscard]] std::size_t entry_bytes() const {
    return file_.length_bytes() + file_.address_bytes() + kEntryTailBytes;
  }
  void lost(const char* reason) {
    if (out_.problem.empty()) out_.problem = reason;
  }
  Result<void> read_entry(std::span<const std::byte> bytes);

  FileBytes& file_;
  const LocalHeap& heap_;
  std::size_t links_per_leaf_;
  std::uint64_t most_;
  LinkList& out_;
  VisitedPlaces visited_;
  LentBytes node_;  // the one that was read last
};

Result<void> SymbolReader::read_node(std::uint64_t address) {
  if (!visited_.is_new(address)) {
    lost("a B-tree with a loop");
    return {};
  }
  const auto read = node_.read(address, node_bytes());
  if (!read && !file_.budget().exhausted() && !file_.source_failure()) {
    lost(read.error().message.c_str());
    return {};
  }
  if (!read) return read;
  Cursor cursor(node_.bytes());
  const std::uint64_t there = file_.bytes_there(address, node_bytes());
  const bool begins = cursor.begins("SNOD") && there >= kNodeHeadBytes;
  cursor.skip(2);
  const std::size_t symbols = cursor.number16();
  if (!begins || symbols > links_per_leaf_) {
    lost(kBadNode);
    return {};
  }
  if (file_.mends_bits()) out_.nodes.push_back(address);
  if (out_.links.empty()) out_.links.reserve(symbols);
  for (std::size_t i = 0; i < symbols; ++i) {
    if (cursor.at() + entry_bytes() > there) {  // cut off
      lost(kBadNode);
      return {};
    }
    if (out_.links.size() >= most_) {
      out_.limit_reached = true;
      return fail(ErrorCode::limit, "too many links");
    }
    if (auto done = read_entry(cursor.take(entry_bytes())); !done) return done;
  }
  return {};
}

// III.C "Disk Format: Level 1C - Symbol Table Entry": offset of the name, object header, cache type 4, reserved 4,
// scratch pad 16.
Result<void> SymbolReader::read_entry(std::span<const std::byte> bytes) {
  Cursor cursor(bytes);
  LinkRecord link;
  const std::uint64_t name_offset = cursor.number(file_.length_bytes());
  link.address = file_.defined(cursor.number(file_.address_bytes()));
  const std::uint64_t cached = cursor.number32();
  cursor.skip(4);
  link.name_offset = name_offset;
  auto name = heap_.text_at(name_offset);
  if (name && name->empty()) name = fail(ErrorCode::malformed, "invalid link name");
  if (!name) {
    lost(name.error().message.c_str());
    return {};
  }
  if (cached == kCachedLink) {
    link.kind = LinkKind::soft;
    auto target = heap_.text_at(cursor.number32());
    if (target)
      link.target = text::to_valid_utf8(*target);
    else
      link.problem = target.error().message;
  }
  if (cached == kCachedGroup) {
    link.cached_tree = file_.defined(cursor.number(file_.address_bytes()));
    link.cached_heap = file_.defined(cursor.number(file_.address_bytes()));
  }
  link.name = *name;
  out_.links.push_back(std::move(link));
  return {};
}

}  // namespace

Result<SymbolTable> decode_symbol_table(std::span<const std::byte> body, const FileBytes& file) {
  Cursor cursor(body);
  SymbolTable table;
  table.tree = file.defined(cursor.number(file.address_bytes()));
  table.heap = file.defined(cursor.number(file.address_bytes()));
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  return table;
}

Result<std::vector<LinkRecord>> read_symbol_node(FileBytes& file, const LocalHeap& heap, std::uint64_t address,
                                                 std::size_t links_per_leaf) {
  LinkList list;
  SymbolReader reader(file, heap, links_per_leaf, 2 * links_per_leaf, list);
  if (auto done = reader.read_node(address); !done) return std::unexpected(done.error());
  if (!list.problem.empty()) return fail(ErrorCode::malformed, list.problem);
  const bool in_order = std::ranges::is_sorted(list.links, std::ranges::less_equal{}, &LinkRecord::name);
  // HDF5 aligns names to 8 bytes (H5HL_ALIGN); the list of free space in a heap is no name.
  const auto is_text = [](const LinkRecord& link) {
    const bool is_plain = std::ranges::all_of(link.name, [](char c) { return static_cast<unsigned char>(c) >= ' '; });
    return is_plain && link.name_offset.value_or(1) % 8 == 0 && text::to_valid_utf8(link.name) == link.name;
  };
  if (list.links.empty() || !in_order || !std::ranges::all_of(list.links, is_text))
    return fail(ErrorCode::malformed, kBadNode);
  return std::move(list.links);
}

LinkList read_symbol_table(FileBytes& file, const SymbolTable& table, std::size_t links_per_leaf, std::uint64_t most) {
  LinkList out;
  if (file.mends_bits()) out.heap = table.heap;
  auto heap = LocalHeap::read(file, table.heap);
  if (!heap) {
    out.problem = heap.error().message;
    return out;
  }
  SymbolReader reader(file, *heap, links_per_leaf, most, out);
  std::vector<std::uint64_t> nodes;
  auto loss = visit_tree_1(file, table.tree, TreeKind::links, file.length_bytes(),
                           [&](std::span<const std::byte>, std::uint64_t child) -> Result<void> {
                             nodes.push_back(child);
                             return file.budget().spend_memory(sizeof child);
                           });
  if (nodes.size() > kManyNodes) file.expect({{nodes, reader.node_bytes()}});
  std::size_t paid = 0;
  Result<void> read;
  for (std::size_t i = 0; i < nodes.size() && read; ++i) {
    read = reader.read_node(nodes[i]);
    std::uint64_t bytes = 0;
    for (; paid < out.links.size(); ++paid) bytes += memory_bytes_of(out.links[paid]);
    if (read) read = file.budget().spend_memory(bytes);
  }
  if (loss && !read) loss = std::unexpected(read.error());
  if (!loss && !out.limit_reached) out.problem = loss.error().message;
  if (loss && loss->nodes > 0 && out.problem.empty()) {
    // Lost nodes are told in the words that HDF5 has for the lowest of them.
    out.problem = loss->problem == kBadTreeSignature ? kBadNode : loss->problem;
  }
  return out;
}

}  // namespace weighbridge::hdf5::walk
