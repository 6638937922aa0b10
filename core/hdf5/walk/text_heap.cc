#include "hdf5/walk/text_heap.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "hdf5/walk/cursor.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::size_t kItemFixedBytes = 8;  // index 2, reference count 2, reserved 4; then the size

constexpr std::size_t kMostKeptBytes = 4u << 20;  // of the collections that were read last

std::size_t aligned_8(std::size_t size) { return (size + 7) / 8 * 8; }

}  // namespace

// Length 4, address of the collection, index 4 (IV.B "Variable-Length").
Result<std::string> TextHeap::read_text(std::span<const std::byte> reference) {
  Cursor cursor(reference);
  const std::uint64_t length = cursor.number32();
  const std::uint64_t address = cursor.number(file_.address_bytes());
  const std::uint64_t index = cursor.number32();
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  if (length == 0 || address == 0) return std::string();  // the null string
  const auto collection = load(file_.defined(address));
  if (!collection) return std::unexpected(collection.error());
  const auto& [items, bytes] = **collection;
  if (index == 0 || index >= items.size() || items[static_cast<std::size_t>(index)].offset == 0) {
    // HDF5's own words (H5HG_read, 1.14).
    return fail(ErrorCode::malformed,
                "bad heap index, heap object = {" + std::to_string(address) + ", " + std::to_string(index) + "}");
  }
  const Item item = items[static_cast<std::size_t>(index)];
  if (item.size < length) return fail(ErrorCode::malformed, "a string longer than its heap object");
  const std::string_view text(reinterpret_cast<const char*>(bytes.data() + item.offset),
                              static_cast<std::size_t>(length));
  return std::string(text.substr(0, text.find('\0')));
}

// Signature 4, version 1, reserved 3, size; then the objects.
Result<const TextHeap::Collection*> TextHeap::load(std::uint64_t address) {
  if (const auto found = loaded_.find(address); found != loaded_.end()) return &found->second;
  const std::size_t header_bytes = 8 + file_.length_bytes();
  if (!file_.is_there(address, header_bytes)) return fail(ErrorCode::malformed, "a heap behind the end of the file");
  auto head = file_.read(address, header_bytes);
  if (!head) return std::unexpected(head.error());
  Cursor cursor(*head);
  if (!cursor.begins("GCOL")) return fail(ErrorCode::malformed, "bad global heap signature");
  if (cursor.byte() != 1) return fail(ErrorCode::malformed, "wrong version number in global heap");
  cursor.skip(3);
  const std::uint64_t size = cursor.number(file_.length_bytes());
  if (size > limits::kMaxAttributeBytes + 4096)
    return fail(ErrorCode::limit, "a heap larger than any attribute may be");
  // In a cut file the strings before the cut are still there.
  auto bytes = file_.read(address, file_.bytes_there(address, std::max<std::uint64_t>(size, header_bytes)));
  if (!bytes) return std::unexpected(bytes.error());
  Collection collection{.items = items_of(*bytes), .bytes = std::move(*bytes)};
  // A few bytes may have an object numbered 65,535.
  const std::size_t taken = sizeof(Collection) + collection.bytes.size() + collection.items.size() * sizeof(Item);
  if (loaded_bytes_ + taken > kMostKeptBytes) {
    loaded_.clear();
    loaded_bytes_ = 0;
  }
  loaded_bytes_ += taken;
  return &loaded_.emplace(address, std::move(collection)).first->second;
}

std::vector<TextHeap::Item> TextHeap::items_of(std::span<const std::byte> collection) const {
  std::vector<Item> items;
  const std::size_t item_header = aligned_8(kItemFixedBytes + file_.length_bytes());
  std::size_t at = aligned_8(8 + file_.length_bytes());
  while (at + item_header <= collection.size()) {
    const auto index = static_cast<std::size_t>(little_endian(collection, at, 2));
    const std::uint64_t size = little_endian(collection, at + kItemFixedBytes, file_.length_bytes());
    if (size > collection.size() - at) return items;
    // Object 0 is the free space; its size includes its header.
    const std::size_t size_here = static_cast<std::size_t>(size);
    const std::size_t taken = index == 0 ? size_here : item_header + aligned_8(size_here);
    if (taken < item_header) return items;
    if (index >= items.size()) items.resize(index + 1);
    if (index != 0 && size_here <= collection.size() - at - item_header) items[index] = {at + item_header, size_here};
    if (taken > collection.size() - at) return items;
    at += taken;
  }
  return items;
}

}  // namespace weighbridge::hdf5::walk
