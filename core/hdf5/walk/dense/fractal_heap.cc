#include "hdf5/walk/dense/fractal_heap.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "hdf5/walk/checksum.h"
#include "hdf5/walk/cursor.h"
#include "hdf5/walk/dense/tree_2.h"
#include "weighbridge/limits.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::uint64_t kMostKeptBytes = 16u << 20;
constexpr int kMaxHeapDepth = 16;
constexpr std::uint8_t kChecksums = 2;  // header flag: direct blocks have them
enum class ObjectKind { managed = 0, huge = 1, tiny = 2 };

// Bytes that lengths up to `limit` take (H5VM_limit_enc_size).
std::size_t length_bytes_for(std::uint64_t limit) {
  return limit == 0 ? 1 : (static_cast<std::size_t>(std::bit_width(limit)) - 1) / 8 + 1;
}

}  // namespace

void FractalHeap::note_wrong_checksum() {
  if (problem_.empty()) problem_ = kWrongChecksum;
}

// Signature 4, version 1, bytes of an id 2, filters 2, flags 1, largest managed object 4, next huge id, tree of huge
// objects, free space, its manager, four counts of managed and four of huge and tiny objects, doubling table,
// [filters,] checksum 4.
Result<FractalHeap> FractalHeap::read(FileBytes& file, std::uint64_t address) {
  const std::size_t length = file.length_bytes();
  const std::size_t o = file.address_bytes();
  auto bytes = file.read(address, 26 + 12 * length + 3 * o);
  if (!bytes) return std::unexpected(bytes.error());
  FractalHeap heap(file);
  if (!was_right(*bytes, file.mends_bits())) heap.note_wrong_checksum();
  Cursor cursor(*bytes);
  if (!cursor.begins("FRHP")) return fail(ErrorCode::malformed, "wrong fractal heap header signature");
  if (cursor.byte() != 0) return fail(ErrorCode::malformed, "wrong fractal heap header version");
  heap.id_bytes_ = cursor.number16();
  const std::uint64_t filters = cursor.number16();
  heap.direct_blocks_have_checksums_ = (cursor.byte() & kChecksums) != 0;
  heap.most_managed_ = cursor.number32();
  cursor.skip(length);
  heap.huge_tree_ = file.defined(cursor.number(o));
  cursor.skip(length + o + 8 * length);
  heap.shape_.width = cursor.number16();
  heap.shape_.first_block = cursor.number(length);
  heap.shape_.last_direct = cursor.number(length);
  heap.shape_.heap_bits = cursor.number16();
  cursor.skip(2);
  heap.root_ = file.defined(cursor.number(o));
  heap.root_rows_ = cursor.number16();
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  if (filters != 0) return fail(ErrorCode::unsupported, "packed heaps are not read");
  if (auto sane = heap.shape_.check(heap.root_rows_); !sane) return std::unexpected(sane.error());
  return heap;
}

Result<std::span<const std::byte>> FractalHeap::object(std::span<const std::byte> id) {
  if (id.size() < id_bytes_ || id.empty()) return fail(ErrorCode::malformed, "a heap id cut off");
  const auto first = std::to_integer<std::uint8_t>(id[0]);
  if (first >> 6 != 0) return fail(ErrorCode::malformed, "incorrect heap ID version");
  switch (static_cast<ObjectKind>(first >> 4 & 3)) {
    case ObjectKind::managed:
      return managed(id);
    case ObjectKind::huge:
      return huge(id);
    case ObjectKind::tiny:
      return tiny(id, id_bytes_);
    default:
      return fail(ErrorCode::unsupported, "heap ID type not supported yet");
  }
}

// Flags 1, offset, length (H5HF__hdr_finish_init_phase1).
Result<std::span<const std::byte>> FractalHeap::managed(std::span<const std::byte> id) {
  const std::size_t of_direct = (static_cast<std::size_t>(std::bit_width(shape_.last_direct)) - 1 + 7) / 8;
  Cursor cursor(id);
  cursor.skip(1);
  const std::uint64_t offset = cursor.number(shape_.offset_bytes());
  const std::uint64_t size = cursor.number(std::min(of_direct, length_bytes_for(most_managed_)));
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  if (offset >> shape_.heap_bits != 0) return fail(ErrorCode::malformed, "fractal heap object offset too large");
  if (size == 0) return fail(ErrorCode::malformed, "invalid fractal heap object size");
  auto place = find_direct(offset);
  if (!place) return std::unexpected(place.error());
  const std::uint64_t at = offset - place->begins;
  if (at < head_bytes()) return fail(ErrorCode::malformed, "object located in prefix of direct block");
  if (at > place->size || size > place->size - at)
    return fail(ErrorCode::malformed, "object overruns end of direct block");
  auto block = direct_block(*place);
  if (!block) return std::unexpected(block.error());
  return std::span<const std::byte>(**block).subspan(static_cast<std::size_t>(at), static_cast<std::size_t>(size));
}

std::uint64_t FractalHeap::head_bytes() const {
  return 5 + file_->address_bytes() + shape_.offset_bytes() + (direct_blocks_have_checksums_ ? 4 : 0);
}

Result<FractalHeap::Direct> FractalHeap::find_direct(std::uint64_t offset) {
  if (root_rows_ == 0) return Direct{root_, 0, shape_.first_block};
  std::uint64_t address = root_;
  std::uint64_t rows = root_rows_;
  std::uint64_t begins = 0;
  for (int depth = 0; depth < kMaxHeapDepth; ++depth) {
    const std::uint64_t row = shape_.row_of(offset - begins);
    if (row >= rows) return fail(ErrorCode::malformed, "a heap object outside of its heap");
    const std::uint64_t size = shape_.block_bytes(row);
    const std::uint64_t column = (offset - begins - shape_.row_begins(row)) / size;
    auto block = indirect_block(address, rows);
    if (!block) return std::unexpected(block.error());
    // III.G "Fractal Heap Indirect Block": signature 4, version 1, header's address, offset in the heap; then the
    // addresses row by row.
    Cursor cursor(**block);
    cursor.skip(5 + file_->address_bytes() + shape_.offset_bytes() +
                (row * shape_.width + column) * file_->address_bytes());
    address = file_->defined(cursor.number(file_->address_bytes()));
    if (auto done = cursor.check(); !done) return std::unexpected(done.error());
    begins += shape_.row_begins(row) + column * size;
    if (row < shape_.direct_rows()) return Direct{address, begins, size};
    rows = shape_.rows_for(size);
  }
  return fail(ErrorCode::malformed, "a fractal heap of impossible depth");
}

Result<const Bytes*> FractalHeap::indirect_block(std::uint64_t address, std::uint64_t rows) {
  const std::uint64_t size =
      5 + file_->address_bytes() + shape_.offset_bytes() + rows * shape_.width * file_->address_bytes() + 4;
  if (const auto kept = blocks_.find(address); kept != blocks_.end()) {
    if (kept->second.size() != size) return fail(ErrorCode::malformed, "a heap block in two roles");
    return &kept->second;
  }
  auto bytes = file_->read(address, size);
  if (!bytes) return std::unexpected(bytes.error());
  if (!Cursor(*bytes).begins("FHIB")) return fail(ErrorCode::malformed, "wrong fractal heap indirect block signature");
  if (!ends_with_checksum(*bytes)) note_wrong_checksum();
  return keep(address, std::move(*bytes));
}

// III.G "Fractal Heap Direct Block": signature 4, version 1, header's address, offset in the heap, [checksum 4, zero
// while it is computed].
Result<const Bytes*> FractalHeap::direct_block(const Direct& place) {
  if (const auto kept = blocks_.find(place.address); kept != blocks_.end()) {
    if (kept->second.size() != place.size) return fail(ErrorCode::malformed, "a heap block in two roles");
    return &kept->second;
  }
  auto bytes = file_->read(place.address, place.size);
  if (!bytes) return std::unexpected(bytes.error());
  Cursor cursor(*bytes);
  if (!cursor.begins("FHDB")) return fail(ErrorCode::malformed, "wrong fractal heap direct block signature");
  cursor.skip(1 + file_->address_bytes());
  if (cursor.number(shape_.offset_bytes()) != place.begins)
    return fail(ErrorCode::malformed, "a heap block that belongs elsewhere");
  if (direct_blocks_have_checksums_ && cursor.left() >= 4) {
    const std::size_t at = cursor.at();
    const auto stored = static_cast<std::uint32_t>(cursor.number32());
    std::fill_n(bytes->begin() + static_cast<std::ptrdiff_t>(at), 4, std::byte{0});
    if (lookup3(*bytes) != stored) note_wrong_checksum();
  }
  return keep(place.address, std::move(*bytes));
}

Result<const Bytes*> FractalHeap::keep(std::uint64_t address, Bytes bytes) {
  if (kept_bytes_ > kMostKeptBytes) {
    blocks_.clear();
    kept_bytes_ = 0;
  }
  kept_bytes_ += bytes.size();
  return &(blocks_[address] = std::move(bytes));
}

Result<std::span<const std::byte>> FractalHeap::tiny(std::span<const std::byte> id, std::size_t id_bytes) {
  const bool is_short = id_bytes - 1 <= 16;
  Cursor cursor(id);
  std::uint64_t size = cursor.byte() & 15;
  if (!is_short) size = size << 8 | cursor.byte();
  const auto object = cursor.take(size + 1);
  if (auto done = cursor.check(); !done) return std::unexpected(done.error());
  return object;
}

// Flags 1, then address and length where an id has room for them, or a number that the tree of huge objects knows.
Result<std::span<const std::byte>> FractalHeap::huge(std::span<const std::byte> id) {
  Cursor cursor(id);
  cursor.skip(1);
  Huge place;
  if (id_bytes_ - 1 >= file_->address_bytes() + file_->length_bytes()) {
    place.address = file_->defined(cursor.number(file_->address_bytes()));
    place.size = cursor.number(file_->length_bytes());
  } else {
    if (auto done = list_huge(); !done) return std::unexpected(done.error());
    const auto found = huge_.find(cursor.number(std::min<std::size_t>(id_bytes_ - 1, file_->length_bytes())));
    if (found == huge_.end()) return fail(ErrorCode::malformed, "can't find object in B-tree");
    place = found->second;
  }
  if (place.size > limits::kMaxAttributeBytes) return fail(ErrorCode::limit, "larger than an attribute may be");
  auto bytes = file_->read(place.address, place.size);
  if (!bytes) return std::unexpected(bytes.error());
  large_ = std::move(*bytes);
  return std::span<const std::byte>(large_);
}

// III.A.2, record type 1: address, length, number.
Result<void> FractalHeap::list_huge() {
  if (std::exchange(huge_is_listed_, true)) return {};
  auto loss =
      visit_tree_2(*file_, huge_tree_, RecordKind::huge_object, [&](std::span<const std::byte> record) -> Result<void> {
        Cursor cursor(record);
        Huge place;
        place.address = file_->defined(cursor.number(file_->address_bytes()));
        place.size = cursor.number(file_->length_bytes());
        huge_.try_emplace(cursor.number(file_->length_bytes()), place);
        return file_->budget().spend_work(Budget::kWorkOfReading);
      });
  if (!loss) return std::unexpected(loss.error());
  return {};
}

}  // namespace weighbridge::hdf5::walk
