#include "container/superblock.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "container/byte_reading.h"

namespace weighbridge::container {
namespace {

constexpr std::uint64_t kRootHeaderBytes = 16;  // the prefix of a version 1 object header

// Where the fields stand, counted from the signature, for addresses of `o` bytes.
struct Places {
  std::size_t size_of_offsets;
  std::size_t flags;
  std::size_t base_address;
  std::size_t end_of_file;
  std::size_t root_header;
  std::size_t end;
};

std::optional<Places> places_of(int version, std::span<const std::byte> block) {
  if (version <= 1) {
    const std::size_t o = static_cast<std::size_t>(little_endian(block, 13, 1));
    // Version 1 adds the indexed storage K and two reserved bytes.
    const std::size_t addresses = version == 0 ? 24 : 28;
    // base, free space, end of file, driver block; then the root's symbol table entry: link name offset, header
    // address.
    return Places{13, 20, addresses, addresses + 2 * o, addresses + 5 * o, addresses + 6 * o};
  }
  if (version <= 3) {
    const std::size_t o = static_cast<std::size_t>(little_endian(block, 9, 1));
    return Places{9, 11, 12, 12 + 2 * o, 12 + 3 * o, 12 + 4 * o};  // base, extension, end of file, root header
  }
  return std::nullopt;
}

// The file may have grown or lost a front (a user block) after it was written: HDF5 then believes the place where it
// found the signature and moves every address by the difference (H5Fsuper.c, H5F__super_read). So does this.
std::uint64_t moved(std::uint64_t address, std::uint64_t base, std::uint64_t signature) {
  // Modulo 2^64, as the library does it; nonsense in gives nonsense out, never undefined.
  return address - base + signature;
}

}  // namespace

std::optional<Superblock> read_superblock(ByteSource& source, std::uint64_t signature_offset) {
  const auto block = read_available(source, signature_offset, kMaxSuperblockBytes);
  if (!block || block->size() < 16) return std::nullopt;
  Superblock found;
  found.signature_offset = signature_offset;
  found.version = static_cast<int>(little_endian(*block, 8, 1));
  const auto places = places_of(found.version, *block);
  if (!places) return std::nullopt;
  const std::size_t o = static_cast<std::size_t>(little_endian(*block, places->size_of_offsets, 1));
  if ((o != 2 && o != 4 && o != 8) || block->size() < places->end) return std::nullopt;

  found.size_of_offsets = static_cast<int>(o);
  found.consistency_flags = static_cast<int>(little_endian(*block, places->flags, 1));
  const std::uint64_t base = little_endian(*block, places->base_address, o);
  found.base_address = signature_offset;
  found.end_of_file = moved(little_endian(*block, places->end_of_file, o), base, signature_offset);

  // Addresses in the file count from the base address; the end-of-file address alone is absolute.
  const std::uint64_t root = little_endian(*block, places->root_header, o);
  const std::uint64_t size = source.size_bytes();
  if (root <= size && signature_offset <= size - root) {
    const auto header = read_available(source, signature_offset + root, kRootHeaderBytes);
    found.root_header_is_zero = header && header->size() == kRootHeaderBytes &&
                                std::ranges::all_of(*header, [](std::byte byte) { return byte == std::byte{0}; });
  }
  return found;
}

}  // namespace weighbridge::container
