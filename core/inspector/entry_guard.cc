#include "inspector/entry_guard.h"

#include "hdf5/walk/object_header.h"
#include "hdf5/walk/superblock.h"

namespace weighbridge::hdf5 {

Result<void> check_entry(ByteSource& source, std::uint64_t claimed_end) {
  walk::Budget budget;
  walk::FileBytes file(source, budget, claimed_end);
  const auto superblock = walk::read_superblock(file, source.size_bytes());
  if (file.source_failure()) return std::unexpected(*file.source_failure());
  if (!superblock) return {};
  for (const std::uint64_t address : {superblock->extension, superblock->root}) {
    if (address == walk::kNoAddress) continue;
    const auto header = walk::read_object_header(file, address);
    if (file.source_failure()) return std::unexpected(*file.source_failure());
    // HDF5 asks for memory first, and what it then says depends on how much there is.
    if (!header && header.error().code == ErrorCode::limit) return std::unexpected(header.error());
    if (header && header->misleads) return fail(ErrorCode::malformed, header->problem);
  }
  return {};
}

}  // namespace weighbridge::hdf5
