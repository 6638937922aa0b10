#include "hdf5/walk/text_heap.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "hdf5/walk/cursor.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::size_t kItemFixedBytes = 8;  // index 2, reference count 2, reserved 4; then the size

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
  if (auto done = load(file_.defined(address)); !done) return std::unexpected(done.error());
  if (index == 0 || index >= items_.size() || items_[static_cast<std::size_t>(index)].offset == 0) {
    // HDF5's own words (H5HG_read, 1.14).
    return fail(ErrorCode::malformed,
                "bad heap index, heap object = {" + std::to_string(address) + ", " + std::to_string(index) + "}");
  }
  const Item item = items_[static_cast<std::size_t>(index)];
  if (item.size < length) return fail(ErrorCode::malformed, "a string longer than its heap object");
  const std::string_view text(reinterpret_cast<const char*>(bytes_.data() + item.offset),
                              static_cast<std::size_t>(length));
  return std::string(text.substr(0, text.find('\0')));
}

// Signature 4, version 1, reserved 3, size; then the objects.
Result<void> TextHeap::load(std::uint64_t address) {
  if (address == loaded_) return {};
  loaded_ = kNoAddress;
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
  bytes_ = std::move(*bytes);
  index_items();
  loaded_ = address;
  return {};
}

void TextHeap::index_items() {
  items_.clear();
  const std::size_t item_header = aligned_8(kItemFixedBytes + file_.length_bytes());
  std::size_t at = aligned_8(8 + file_.length_bytes());
  while (at + item_header <= bytes_.size()) {
    const auto index = static_cast<std::size_t>(little_endian(bytes_, at, 2));
    const std::uint64_t size = little_endian(bytes_, at + kItemFixedBytes, file_.length_bytes());
    if (size > bytes_.size() - at) return;
    // Object 0 is the free space; its size includes its header.
    const std::size_t size_here = static_cast<std::size_t>(size);
    const std::size_t taken = index == 0 ? size_here : item_header + aligned_8(size_here);
    if (taken < item_header) return;
    if (index >= items_.size()) items_.resize(index + 1);
    if (index != 0 && size_here <= bytes_.size() - at - item_header) items_[index] = {at + item_header, size_here};
    if (taken > bytes_.size() - at) return;
    at += taken;
  }
}

}  // namespace weighbridge::hdf5::walk
