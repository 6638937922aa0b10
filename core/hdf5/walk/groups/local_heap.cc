#include "hdf5/walk/groups/local_heap.h"

#include <array>
#include <cstring>
#include <utility>

#include "hdf5/walk/cursor.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr const char* kCutName = "a name that is cut off";

}  // namespace

// Signature 4, version 1, reserved 3, size, first free block, address of the data. The free blocks are no concern of a
// reader.
Result<LocalHeap> LocalHeap::read(FileBytes& file, std::uint64_t address) {
  std::array<std::byte, 8 + 3 * 8> buffer{};
  const auto head = std::span(buffer).first(8 + 2 * file.length_bytes() + file.address_bytes());
  if (auto done = file.read_into(address, head); !done) return std::unexpected(done.error());
  Cursor cursor(head);
  if (!cursor.begins("HEAP")) return fail(ErrorCode::malformed, "bad local heap signature");
  if (cursor.byte() != 0) return fail(ErrorCode::malformed, "wrong version number in local heap");
  cursor.skip(3);
  const std::uint64_t size = cursor.number(file.length_bytes());
  cursor.skip(file.length_bytes());
  const std::uint64_t data = file.defined(cursor.number(file.address_bytes()));
  if (size > limits::kMaxAttributeBytes) return fail(ErrorCode::malformed, "bad local heap size");
  LocalHeap heap(file);
  if (size == 0) return heap;
  if (!file.claim(data, address)) return fail(ErrorCode::malformed, "two local heaps over one block");
  if (auto done = heap.data_.read(data, size); !done) return std::unexpected(done.error());
  heap.there_ = static_cast<std::size_t>(file.bytes_there(data, size));
  return heap;
}

Result<std::string_view> LocalHeap::text_at(std::uint64_t offset) const {
  const std::span<const std::byte> bytes = data_.bytes();
  if (offset >= bytes.size()) return fail(ErrorCode::malformed, "unable to offset into local heap data block");
  const char* begin = reinterpret_cast<const char*>(bytes.data()) + offset;
  const auto left = bytes.size() - static_cast<std::size_t>(offset);
  const void* end = std::memchr(begin, 0, left);
  if (end == nullptr) return fail(ErrorCode::malformed, "a name without an end in a local heap");
  const std::string_view text(begin, static_cast<std::size_t>(static_cast<const char*>(end) - begin));
  if (offset + text.size() >= there_) return fail(ErrorCode::malformed, kCutName);
  return text;
}

}  // namespace weighbridge::hdf5::walk
