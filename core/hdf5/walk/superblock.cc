#include "hdf5/walk/superblock.h"

#include <string_view>

#include "hdf5/walk/checksum.h"
#include "hdf5/walk/cursor.h"

namespace weighbridge::hdf5::walk {
namespace {

constexpr std::string_view kFileSignature = "\x89HDF\r\n\x1a\n";
constexpr const char* kNoSignature = "file signature not found";  // HDF5's own words
constexpr std::uint64_t kMostBytes = 128;                         // version 1 with 8-byte addresses ends at 100
constexpr std::uint64_t kFirstUserBlock = 512;                    // and every power of two beyond it

// Of a damaged file: a byte of the signature may be the wrong one.
bool is_nearly_signature(std::span<const std::byte> bytes) {
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < kFileSignature.size(); ++i) wrong += static_cast<char>(bytes[i]) != kFileSignature[i];
  return wrong <= 1;
}

Result<std::uint64_t> find_signature(FileBytes& file, std::uint64_t available_bytes) {
  for (std::uint64_t at = 0; at < available_bytes && available_bytes - at >= kFileSignature.size();
       at = at == 0 ? kFirstUserBlock : at * 2) {
    auto bytes = file.read(at, kFileSignature.size());
    if (!bytes) return std::unexpected(bytes.error());
    if (Cursor(*bytes).begins(kFileSignature)) return at;
    if (at == 0 && file.mends_bits() && is_nearly_signature(*bytes)) return at;
  }
  return fail(ErrorCode::malformed, kNoSignature);
}

bool is_sane_size(std::size_t bytes) { return bytes == 2 || bytes == 4 || bytes == 8; }

// Versions 0 and 1: signature 8, version 1, versions 3, reserved 1, sizes 2, reserved 1, leaf K 2, internal K 2, flags
// 4, [chunk K 2, reserved 2,] base, free space, end of file, driver block; then the root's symbol table entry.
Result<void> read_old(Cursor& cursor, Superblock& out) {
  cursor.skip(4);
  out.address_bytes = cursor.byte();
  out.length_bytes = cursor.byte();
  cursor.skip(1);
  out.links_per_leaf = 2 * std::size_t{cursor.number16()};
  cursor.skip(out.version == 0 ? 6 : 10);
  if (!is_sane_size(out.address_bytes)) return fail(ErrorCode::malformed, "bad byte number in an address");
  if (!is_sane_size(out.length_bytes)) return fail(ErrorCode::malformed, "bad byte number for object size");
  if (out.links_per_leaf == 0) return fail(ErrorCode::malformed, "bad symbol table leaf node 1/2 rank");
  cursor.skip(4 * out.address_bytes);
  cursor.skip(out.length_bytes);  // the root's name: none
  out.root = cursor.number(out.address_bytes);
  if (auto done = cursor.check(); !done) return done;
  const bool repeats = cursor.number32() == 1;
  cursor.skip(4);
  if (repeats) {
    out.root_tree = cursor.number(out.address_bytes);
    out.root_heap = cursor.number(out.address_bytes);
  }
  return {};
}

// Versions 2 and 3: signature 8, version 1, sizes 2, flags 1, base, extension, end of file, root's header, checksum 4.
Result<void> read_new(Cursor& cursor, std::span<const std::byte> bytes, Superblock& out) {
  out.address_bytes = cursor.byte();
  out.length_bytes = cursor.byte();
  if (!is_sane_size(out.address_bytes)) return fail(ErrorCode::malformed, "bad byte number in an address");
  if (!is_sane_size(out.length_bytes)) return fail(ErrorCode::malformed, "bad byte number for object size");
  cursor.skip(1 + out.address_bytes);
  out.extension = cursor.number(out.address_bytes);
  cursor.skip(out.address_bytes);
  out.root = cursor.number(out.address_bytes);
  cursor.skip(4);
  if (cursor.ok() && !ends_with_checksum(bytes.first(cursor.at()))) return fail(ErrorCode::malformed, kWrongChecksum);
  return cursor.check();
}

// Versions 2 and 3 end with a checksum.
void mend(Bytes& bytes) {
  if (bytes.size() < 10) return;
  const auto address_bytes = static_cast<std::size_t>(little_endian(bytes, 9, 1));
  const std::size_t size = 16 + 4 * (is_sane_size(address_bytes) ? address_bytes : 8);
  const bool is_new = little_endian(bytes, 8, 1) >= 2 && size <= bytes.size();
  if (is_new && !ends_with_checksum(std::span(bytes).first(size))) (void)mend_one_bit(std::span(bytes).first(size));
}

}  // namespace

Result<Superblock> read_superblock(FileBytes& file, std::uint64_t available_bytes) {
  Superblock out;
  auto signature = find_signature(file, available_bytes);
  if (!signature) return std::unexpected(signature.error());
  auto bytes = file.read_up_to(*signature, kMostBytes);
  if (!bytes) return std::unexpected(bytes.error());
  out.base_address = *signature;
  if (file.mends_bits()) mend(*bytes);
  Cursor cursor(*bytes);
  cursor.skip(kFileSignature.size());
  out.version = cursor.byte();
  if (out.version > 3) return fail(ErrorCode::malformed, "bad superblock version number");
  if (auto done = out.version <= 1 ? read_old(cursor, out) : read_new(cursor, *bytes, out); !done)
    return std::unexpected(done.error());
  file.set_base(out.base_address, out.address_bytes, out.length_bytes);
  out.root = file.defined(out.root);
  out.extension = file.defined(out.extension);
  return out;
}

}  // namespace weighbridge::hdf5::walk
