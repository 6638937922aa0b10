// A zip archive's directory, and its members as byte sources. Zip64 included; methods 0 (stored) and 8 (deflate).
#ifndef WEIGHBRIDGE_CONTAINER_ZIP_ZIP_H_
#define WEIGHBRIDGE_CONTAINER_ZIP_ZIP_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "weighbridge/byte_source.h"

namespace weighbridge::container {

struct ZipMember {
  std::string name;  // as in the directory; UTF-8 or CP437 bytes, made valid UTF-8
  int method = 0;    // 0 stored, 8 deflate
  bool encrypted = false;
  std::uint32_t crc32 = 0;
  std::uint64_t compressed_bytes = 0;
  std::uint64_t size_bytes = 0;
  std::uint64_t header_offset = 0;  // of the local header, absolute in the source
  bool size_known = true;           // false: the writer died before it noted the size; size_bytes is what is there
};

struct ZipDirectory {
  std::vector<ZipMember> members;  // in directory order
  // false: no (or a broken) central directory; members were found by walking local headers.
  bool complete = false;
  std::uint64_t prefix_bytes = 0;    // junk before the first local header
  std::uint64_t trailing_bytes = 0;  // junk behind the end-of-central-directory record and its comment
  std::string problem;               // why it is not complete, one short phrase
  bool has_end_record = false;       // what Python's zipfile.is_zipfile asks for, whether the rest is sound or not
  // A header was not where the one before it, or the central directory, said it would be: bytes were lost or added in
  // between. A file that was merely cut is not inconsistent.
  bool inconsistent = false;
  bool overlapping = false;  // two members share bytes: made so on purpose (a zip bomb), Python >= 3.12.3 refuses it

  // The last of that name, as Python's zipfile has it; null if there is none.
  [[nodiscard]] const ZipMember* find(std::string_view name) const;
  // The same, or else the first of that name in any folder: re-zipped archives hold everything one level down.
  [[nodiscard]] const ZipMember* find_anywhere(std::string_view name) const;
};

// Lists the members of a source that begins with (or holds) a zip. A cut archive still lists what its local headers
// show.
[[nodiscard]] Result<ZipDirectory> read_zip_directory(ByteSource& source);

// A member's bytes. Stored: a window into `source`, which must outlive it, nothing is copied; cut short at the source's
// end (compare size_bytes() with the member's). Deflated: inflated into memory, at most limits::kMaxInflatedBytes; what
// could be inflated before an error is an error all the same; that they do not match the directory's checksum is none.
struct MemberBytes {
  std::unique_ptr<ByteSource> source;
  std::uint64_t absolute_offset = 0;  // of the first byte in `source`'s file; meaningful only when stored
  bool stored = true;
  std::optional<std::uint32_t> crc32;  // of the bytes; deflated members only, a stored one is not read
};
[[nodiscard]] Result<MemberBytes> open_member(ByteSource& source, const ZipMember& member);

// A member whose bytes are not those that were packed: `found` differs from the checksum that the archive has for it.
struct WrongChecksum {
  std::string member;
  std::uint32_t expected = 0;
  std::uint32_t found = 0;
};

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_ZIP_ZIP_H_
