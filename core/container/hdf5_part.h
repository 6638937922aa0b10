// Finds the HDF5 bytes in what the user gave us: the file itself, a member of an archive, or a file behind something
// that does not belong before it.
#ifndef WEIGHBRIDGE_CONTAINER_HDF5_PART_H_
#define WEIGHBRIDGE_CONTAINER_HDF5_PART_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "container/identification.h"
#include "weighbridge/byte_source.h"

namespace weighbridge::container {

// The HDF5 bytes that a file is, or holds.
struct Hdf5Part {
  ByteSource* source = nullptr;       // null: there are none
  std::unique_ptr<ByteSource> owned;  // behind `source` where it is no longer the file itself
  std::optional<Superblock> superblock;
  std::uint64_t report_offset = 0;  // where `source` begins in the user's file
  bool inflated = false;            // offsets in `source` mean nothing in the user's file
  std::string zip_member;
  // Of an archive whose list of contents can be trusted: what the checksum of `source` should be; and what it is, where
  // it was inflated.
  std::optional<std::uint32_t> expected_crc32;
  std::optional<std::uint32_t> crc32;
  std::string problem;  // why there are no bytes although there should be
  // The problem is ours: nothing speaks against the member, but it is compressed and larger than what is unpacked here.
  bool too_large = false;

  // Where the superblock says that the file ends, absolute in `source`; 0: it could not be read.
  [[nodiscard]] std::uint64_t claimed_end() const { return superblock ? superblock->end_of_file : 0; }
};

// `file` must outlive the part.
[[nodiscard]] Hdf5Part find_hdf5_part(ByteSource& file, const Identification& found);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_HDF5_PART_H_
