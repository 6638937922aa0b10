// Finds the HDF5 bytes in what the user gave us: the file itself, a member of an archive, or a file behind something that does not belong
// before it.
#ifndef WEIGHBRIDGE_HDF5_PART_H_
#define WEIGHBRIDGE_HDF5_PART_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "container/identify.h"
#include "keras/checkpoint.h"
#include "weighbridge/byte_source.h"

namespace weighbridge {

// The HDF5 bytes that a file is, or holds.
struct Hdf5Part {
  ByteSource* source = nullptr;       // null: there are none
  std::unique_ptr<ByteSource> owned;  // behind `source` where it is no longer the file itself
  std::optional<container::Superblock> superblock;
  std::uint64_t report_offset = 0;  // where `source` begins in the user's file
  bool inflated = false;            // offsets in `source` mean nothing in the user's file
  std::string zip_member;
  std::string problem;  // why there are no bytes although there should be
};

// `file` must outlive the part.
[[nodiscard]] Hdf5Part find_hdf5_part(ByteSource& file, const container::Identification& found);

// metadata.json and config.json of a .keras archive.
[[nodiscard]] keras::ArchiveTexts read_archive_texts(ByteSource& file, const container::Identification& found);

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_HDF5_PART_H_
