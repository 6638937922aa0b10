// The records of a zip archive, one reader each. PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12
// (central header), 4.3.14 to 4.3.16 (zip64 end record, its locator, end record) and 4.5.3 (zip64 extra field).
#ifndef WEIGHBRIDGE_CONTAINER_ZIP_RECORDS_H_
#define WEIGHBRIDGE_CONTAINER_ZIP_RECORDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "container/zip/zip.h"
#include "weighbridge/byte_source.h"

namespace weighbridge::container::zip {

inline constexpr std::string_view kLocalSignature = "PK\x03\x04";
inline constexpr std::string_view kCentralSignature = "PK\x01\x02";
inline constexpr std::string_view kEndSignature = "PK\x05\x06";
inline constexpr std::string_view kZip64EndSignature = "PK\x06\x06";
inline constexpr std::string_view kZip64LocatorSignature = "PK\x06\x07";
inline constexpr std::string_view kDescriptorSignature = "PK\x07\x08";
inline constexpr std::size_t kLocalBytes = 30;    // without name and extra field
inline constexpr std::size_t kCentralBytes = 46;  // without name, extra field and comment
inline constexpr std::size_t kEndBytes = 22;      // without comment

struct LocalHeader {
  ZipMember member;
  std::uint64_t data_offset = 0;  // absolute; may lie behind the source's end
  bool sizes_follow = false;      // general purpose bit 3: crc and sizes stand behind the data
};

// The local header at `offset`; none if there is no signature or the 30 bytes are cut off. A cut name is returned as
// far as it goes.
[[nodiscard]] Result<std::optional<LocalHeader>> read_local_header(ByteSource& source, std::uint64_t offset);

// Beyond the signature: a known method, a sane version and a name without control characters.
[[nodiscard]] bool is_plausible(const LocalHeader& header);

struct EndRecord {
  std::uint64_t offset = 0;            // of the end record
  std::uint64_t end = 0;               // behind the end record and its comment
  std::uint64_t directory_offset = 0;  // as noted; wrong by the length of what was put in front
  std::uint64_t directory_bytes = 0;
  std::uint64_t directory_end = 0;  // where the directory must end: at the end record or at the zip64 end record
};

// The last end record in the last 64 KiB, as Python's zipfile looks for it.
[[nodiscard]] Result<std::optional<EndRecord>> find_end_record(ByteSource& source);

// The members of a central directory; none if a record in it is broken. `shift` is added to the offsets of the local
// headers.
[[nodiscard]] std::optional<std::vector<ZipMember>> parse_directory(std::span<const std::byte> directory,
                                                                    std::int64_t shift);

// Lists members by their local headers, from the first one (at `start`) on. Fills members, inconsistent and problem.
[[nodiscard]] Result<void> walk_local_headers(ByteSource& source, std::uint64_t start, ZipDirectory& directory);

}  // namespace weighbridge::container::zip

#endif  // WEIGHBRIDGE_CONTAINER_ZIP_RECORDS_H_
