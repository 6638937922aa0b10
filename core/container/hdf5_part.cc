#include "container/hdf5_part.h"

#include <utility>

#include "container/zip/keras_archive.h"
#include "io/sub_source.h"
#include "weighbridge/limits.h"

namespace weighbridge::container {
namespace {

Hdf5Part part_of_archive(ByteSource& file, const ZipDirectory& zip) {
  Hdf5Part part;
  const ZipMember* member = zip.find_anywhere(kWeightsMember);
  if (member == nullptr || member->encrypted) return part;
  part.zip_member = member->name;
  auto bytes = open_member(file, *member);
  if (!bytes) {
    part.problem = bytes.error().message;
    part.too_large = bytes.error().code == ErrorCode::limit &&
                     member->size_bytes / limits::kZipBombRatio <= member->compressed_bytes;
    return part;
  }
  part.owned = std::move(bytes->source);
  part.source = part.owned.get();
  part.inflated = !bytes->stored;
  part.report_offset = bytes->stored ? bytes->absolute_offset : 0;
  // Without a list of contents the checksum may stand behind the member only, or nowhere.
  if (zip.complete && part.source->size_bytes() == member->size_bytes) part.expected_crc32 = member->crc32;
  part.crc32 = bytes->crc32;
  part.superblock = read_superblock(*part.source, 0);
  return part;
}

Hdf5Part part_of_hdf5(ByteSource& file, const Identification& found) {
  Hdf5Part part;
  part.source = &file;
  part.superblock = found.superblock;
  const std::uint64_t at = found.hdf5_signature_at.value_or(0);
  if (found.kind != Kind::hdf5 && at != 0) {
    // The signature stands where HDF5 does not look for it: what is behind it can be read all the same.
    part.owned = std::make_unique<io::SubSource>(file, at, file.size_bytes() - at);
    part.source = part.owned.get();
    part.report_offset = at;
    part.superblock = read_superblock(*part.source, 0);
  }
  return part;
}

}  // namespace

Hdf5Part find_hdf5_part(ByteSource& file, const Identification& found) {
  if ((found.kind == Kind::keras_zip || found.kind == Kind::zip) && found.zip) return part_of_archive(file, *found.zip);
  const bool displaced = found.hdf5_signature_at && found.mangling == Mangling::none;
  if (found.kind == Kind::hdf5 || displaced) return part_of_hdf5(file, found);
  return {};
}

}  // namespace weighbridge::container
