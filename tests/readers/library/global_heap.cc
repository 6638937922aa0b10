#include "readers/library/global_heap.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "base/little_endian.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::reference {

namespace {

// Format specification 3.0, III.E "Disk Format: Level 1E - Global Heap".
constexpr std::string_view kSignature = "GCOL";
constexpr std::size_t kObjectFixedBytes = 8;  // index 2, reference count 2, reserved 4; then the size

}  // namespace

GlobalHeap::GlobalHeap(const File& file) : file_(file), budget_bytes_((256u << 20) + 4 * file.source().size_bytes()) {}

std::uint64_t GlobalHeap::number_at(std::size_t offset, std::size_t size) const {
  return little_endian(bytes_, offset, size);
}

Result<std::string> GlobalHeap::read_string(std::span<const std::byte> reference) {
  const std::uint64_t length = little_endian(reference, 0, 4);
  const std::uint64_t address = little_endian(reference, 4, file_.address_bytes());
  const auto index = static_cast<std::size_t>(little_endian(reference, 4 + file_.address_bytes(), 4));
  if (length == 0 || address == 0) return std::string();  // the null string
  if (auto done = load(address); !done) return std::unexpected(done.error());
  if (index == 0 || index >= items_.size() || items_[index].offset == 0) {
    // HDF5's own words (H5HG_read, 1.14).
    return fail(ErrorCode::malformed,
                "bad heap index, heap object = {" + std::to_string(address) + ", " + std::to_string(index) + "}");
  }
  const Item item = items_[index];
  if (item.size < length) return fail(ErrorCode::malformed, "a string longer than its heap object");
  const std::string_view text(reinterpret_cast<const char*>(bytes_.data() + item.offset),
                              static_cast<std::size_t>(length));
  return std::string(text.substr(0, text.find('\0')));
}

Result<void> GlobalHeap::load(std::uint64_t address) {
  if (address == loaded_) return {};
  loaded_ = UINT64_MAX;
  const std::size_t header_bytes = 8 + file_.length_bytes();
  const std::uint64_t end = file_.source().size_bytes();
  const std::uint64_t start = file_.base_address() + address;
  if (start < address || start >= end || end - start < header_bytes)
    return fail(ErrorCode::malformed, "a heap behind the end of the file");

  const auto read = [&](std::uint64_t size) -> Result<void> {
    if (size > budget_bytes_) return fail(ErrorCode::limit, "the strings refer to too much data");
    budget_bytes_ -= size;
    bytes_.resize(static_cast<std::size_t>(size));
    return file_.read_at(start, bytes_);
  };
  if (auto done = read(header_bytes); !done) return done;
  if (std::memcmp(bytes_.data(), kSignature.data(), kSignature.size()) != 0)
    return fail(ErrorCode::malformed, "bad global heap signature");
  if (bytes_[4] != std::byte{1}) return fail(ErrorCode::malformed, "wrong version number in global heap");
  const std::uint64_t size = number_at(8, file_.length_bytes());
  if (size > limits::kMaxAttributeBytes + 4096)
    return fail(ErrorCode::limit, "a heap larger than any attribute may be");
  // In a cut file the strings before the cut are still there.
  if (auto done = read(std::min(std::max<std::uint64_t>(size, header_bytes), end - start)); !done) return done;
  index_items();
  loaded_ = address;
  return {};
}

void GlobalHeap::index_items() {
  items_.clear();
  const std::size_t length_bytes = file_.length_bytes();
  const auto aligned = [](std::size_t size) { return (size + 7) / 8 * 8; };
  const std::size_t object_header = aligned(kObjectFixedBytes + length_bytes);
  std::size_t at = aligned(8 + length_bytes);
  while (at + object_header <= bytes_.size()) {
    const auto index = static_cast<std::size_t>(number_at(at, 2));
    const std::uint64_t size = number_at(at + kObjectFixedBytes, length_bytes);
    // Object 0 is the free space; its size includes its header.
    const std::uint64_t taken = index == 0 ? size : object_header + (size + 7) / 8 * 8;
    if (size > bytes_.size() - at || taken < object_header) return;
    if (index >= items_.size()) items_.resize(index + 1);
    if (index != 0 && size <= bytes_.size() - at - object_header)
      items_[index] = {at + object_header, static_cast<std::size_t>(size)};
    if (taken > bytes_.size() - at) return;
    at += static_cast<std::size_t>(taken);
  }
}

}  // namespace weighbridge::hdf5::reference
