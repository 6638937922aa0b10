#include "hdf5/walk/chunks/extensible_array.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "hdf5/walk/checksum.h"
#include "hdf5/walk/chunks/array_pages.h"
#include "hdf5/walk/cursor.h"

namespace weighbridge::hdf5::walk {
namespace {

// The elements follow one another: some in the index block, then those of data blocks, which grow from super block to
// super block. The data blocks of the first super blocks are named by the index block itself (H5EAhdr.c,
// H5EA__hdr_init).
class ExtensibleArray {
 public:
  ExtensibleArray(FileBytes& file, std::uint64_t chunk_bytes, TreeLoss& loss, const VisitChunk& visit)
      : file_(file), loss_(loss), visit_(visit) {
    array_.chunk_bytes = chunk_bytes;
  }
  Result<void> visit(std::uint64_t address);

 private:
  Result<void> read_header(std::uint64_t address);
  Result<void> visit_index_block();
  Result<void> visit_super_block(std::uint64_t address, std::uint64_t number);
  Result<void> visit_data_block(std::uint64_t address, std::uint64_t elements, std::span<const std::byte> map,
                                std::uint64_t first_bit);
  // A block whose signature and checksum are right; otherwise a loss.
  Result<Bytes> read_block(std::uint64_t address, std::uint64_t size, const char* signature);
  Result<void> forgive(const Error& error);
  [[nodiscard]] std::uint64_t blocks_of(std::uint64_t super_block) const {
    return std::uint64_t{1} << (super_block / 2);
  }
  [[nodiscard]] std::uint64_t elements_of(std::uint64_t super_block) const {
    return least_elements_ << ((super_block + 1) / 2);
  }
  [[nodiscard]] std::uint64_t block_head_bytes() const { return 6 + file_.address_bytes() + (bits_ + 7) / 8; }

  FileBytes& file_;
  TreeLoss& loss_;
  const VisitChunk& visit_;
  ArrayElements array_;
  std::uint64_t bits_ = 0;  // of the number of an element
  std::uint64_t index_elements_ = 0;
  std::uint64_t least_elements_ = 0;  // of a data block
  std::uint64_t least_blocks_ = 0;    // of a super block
  std::uint64_t left_ = 0;            // elements that were ever set and not yet visited
  std::uint64_t index_block_ = kNoAddress;
};

// Signature 4, version 1, client 1, bytes of an element 1, bits 1, elements in the index block 1, least elements of a
// data block 1, least blocks of a super block 1, page bits 1, six counts, of which the fifth is one more than the last
// element, index block, checksum 4.
Result<void> ExtensibleArray::read_header(std::uint64_t address) {
  auto bytes = file_.read(address, 12 + 6 * file_.length_bytes() + file_.address_bytes() + 4);
  if (!bytes) return std::unexpected(bytes.error());
  Cursor cursor(*bytes);
  if (!cursor.begins("EAHD")) return fail(ErrorCode::malformed, "wrong extensible array header signature");
  if (cursor.byte() != 0) return fail(ErrorCode::malformed, "wrong extensible array header version");
  if (!ends_with_checksum(*bytes)) return fail(ErrorCode::malformed, kWrongChecksum);
  const std::uint8_t client = cursor.byte();
  const std::uint8_t element_bytes = cursor.byte();
  bits_ = cursor.byte();
  index_elements_ = cursor.byte();
  least_elements_ = cursor.byte();
  least_blocks_ = cursor.byte();
  if (auto set = array_.set_client(file_, client, element_bytes, cursor.byte()); !set) return set;
  cursor.skip(4 * file_.length_bytes());
  left_ = cursor.number(file_.length_bytes());
  cursor.skip(file_.length_bytes());
  index_block_ = file_.defined(cursor.number(file_.address_bytes()));
  const bool powers = std::has_single_bit(least_elements_) && std::has_single_bit(least_blocks_);
  if (!powers || least_blocks_ < 2 || bits_ > 64 ||
      bits_ < static_cast<std::uint64_t>(std::countr_zero(least_elements_)))
    return fail(ErrorCode::malformed, "an impossible extensible array header");
  return {};
}

Result<Bytes> ExtensibleArray::read_block(std::uint64_t address, std::uint64_t size, const char* signature) {
  auto bytes = file_.read(address, size);
  if (!bytes) return bytes;
  if (!Cursor(*bytes).begins(signature)) return fail(ErrorCode::malformed, "wrong extensible array block signature");
  if (!ends_with_checksum(*bytes)) return fail(ErrorCode::malformed, kWrongChecksum);
  return bytes;
}

Result<void> ExtensibleArray::forgive(const Error& error) {
  if (file_.budget().exhausted() || file_.source_failure()) return std::unexpected(error);
  loss_.add(error.message);
  return {};
}

Result<void> ExtensibleArray::visit(std::uint64_t address) {
  if (auto done = read_header(address); !done) return done;
  return index_block_ == kNoAddress ? Result<void>() : visit_index_block();
}

// Signature 4, version 1, client 1, header's address, elements, data blocks, super blocks, checksum 4.
Result<void> ExtensibleArray::visit_index_block() {
  const std::uint64_t super_blocks = 1 + bits_ - static_cast<std::uint64_t>(std::countr_zero(least_elements_));
  const std::uint64_t first_super =
      std::min(2 * static_cast<std::uint64_t>(std::countr_zero(least_blocks_)), super_blocks);
  const std::uint64_t data_blocks = 2 * (least_blocks_ - 1);
  const std::uint64_t addresses = (data_blocks + super_blocks - first_super) * file_.address_bytes();
  const std::uint64_t head = 6 + file_.address_bytes();
  auto bytes = read_block(index_block_, head + index_elements_ * array_.element_bytes + addresses + 4, "EAIB");
  if (!bytes) return std::unexpected(bytes.error());
  Cursor cursor(*bytes);
  cursor.skip(head);
  const auto next_address = [&] { return file_.defined(cursor.number(file_.address_bytes())); };
  const std::uint64_t here = std::min(left_, index_elements_);
  if (auto done = array_.visit(file_, cursor, here, visit_); !done) return done;
  cursor.skip((index_elements_ - here) * array_.element_bytes);
  left_ -= here;
  for (std::uint64_t number = 0; number < first_super; ++number) {
    for (std::uint64_t block = 0; block < blocks_of(number); ++block) {
      if (left_ == 0 || !cursor.ok()) return cursor.check();
      if (auto done = visit_data_block(next_address(), elements_of(number), {}, 0); !done) return done;
    }
  }
  for (std::uint64_t number = first_super; number < super_blocks && left_ > 0; ++number) {
    if (auto done = visit_super_block(next_address(), number); !done) return done;
  }
  return cursor.check();
}

// Signature 4, version 1, client 1, header's address, where it begins, [a map of pages for each data block,] data
// blocks, checksum 4.
Result<void> ExtensibleArray::visit_super_block(std::uint64_t address, std::uint64_t number) {
  const std::uint64_t blocks = blocks_of(number);
  const std::uint64_t elements = elements_of(number);
  const bool last = elements >= left_ || blocks >= left_ / elements + 1;
  if (address == kNoAddress) {
    left_ = last ? 0 : left_ - blocks * elements;
    return {};
  }
  const std::uint64_t pages = array_.is_paged(elements) ? array_.pages_of(elements) : 0;
  const std::uint64_t map_bytes = blocks * ((pages + 7) / 8);
  auto bytes = read_block(address, block_head_bytes() + map_bytes + blocks * file_.address_bytes() + 4, "EASB");
  if (!bytes) {
    left_ = last ? 0 : left_ - blocks * elements;
    return forgive(bytes.error());
  }
  Cursor cursor(*bytes);
  cursor.skip(block_head_bytes());
  const auto map = cursor.take(map_bytes);
  for (std::uint64_t block = 0; block < blocks && left_ > 0; ++block) {
    const std::uint64_t data = file_.defined(cursor.number(file_.address_bytes()));
    if (auto done = visit_data_block(data, elements, map, block * pages); !done) return done;
  }
  return cursor.check();
}

// Signature 4, version 1, client 1, header's address, where it begins, elements or nothing, checksum 4, [pages].
Result<void> ExtensibleArray::visit_data_block(std::uint64_t address, std::uint64_t elements,
                                               std::span<const std::byte> map, std::uint64_t first_bit) {
  const std::uint64_t here = std::min(left_, elements);
  left_ -= here;
  if (auto spent = file_.budget().spend_work(Budget::kWorkOfReading); !spent) return spent;
  if (address == kNoAddress) return {};
  const bool paged = array_.is_paged(elements);
  if (elements > UINT32_MAX) return forgive({ErrorCode::malformed, "an impossible extensible array block"});
  auto bytes = read_block(address, block_head_bytes() + (paged ? 0 : elements * array_.element_bytes) + 4, "EADB");
  if (!bytes) return forgive(bytes.error());
  if (paged) return visit_pages(file_, array_, address + bytes->size(), elements, map, first_bit, loss_, visit_);
  Cursor cursor(*bytes);
  cursor.skip(block_head_bytes());
  return array_.visit(file_, cursor, here, visit_);
}

}  // namespace

Result<TreeLoss> visit_extensible_array(FileBytes& file, std::uint64_t address, std::uint64_t chunk_bytes,
                                        const VisitChunk& visit) {
  TreeLoss loss;
  if (auto done = ExtensibleArray(file, chunk_bytes, loss, visit).visit(address); !done)
    return std::unexpected(done.error());
  return loss;
}

}  // namespace weighbridge::hdf5::walk
