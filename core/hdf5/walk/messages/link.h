// One link of a group, wherever it was found.
#ifndef WEIGHBRIDGE_HDF5_WALK_MESSAGES_LINK_H_
#define WEIGHBRIDGE_HDF5_WALK_MESSAGES_LINK_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "hdf5/walk/cursor.h"
#include "hdf5/walk/file_bytes.h"

namespace weighbridge::hdf5::walk {

enum class LinkKind { hard, soft, external, other };

struct LinkRecord {
  std::string name;  // bytes as in the file
  LinkKind kind = LinkKind::hard;
  std::uint64_t address = kNoAddress;  // hard: the object's header
  std::string target;                  // soft: path; external: "file:path"; made valid UTF-8
  std::string problem;                 // why there is no target
  // Old-style groups: where the name stands in the group's heap, which is filled from front to back.
  std::optional<std::uint64_t> name_offset;
  // Old-style groups repeat where the links of a group in them are (format specification 3.0, III.C, cache type 1).
  std::uint64_t cached_tree = kNoAddress;
  std::uint64_t cached_heap = kNoAddress;
};

// What a record takes while its group is gone through.
[[nodiscard]] std::uint64_t memory_bytes_of(const LinkRecord& link);

// Format specification 3.0, IV.A.2.g "The Link Message". `cursor` stands behind it afterwards.
[[nodiscard]] Result<LinkRecord> decode_link(Cursor& cursor, const FileBytes& file);

}  // namespace weighbridge::hdf5::walk

#endif  // WEIGHBRIDGE_HDF5_WALK_MESSAGES_LINK_H_
