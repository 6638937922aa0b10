#include "analysis/hdf5_part.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "container/zip/keras_archive.h"
#include "container/zip/stretch_checksum.h"
#include "io/sub_source.h"
#include "weighbridge/limits.h"

namespace weighbridge {
namespace {

using container::kWeightsMember;

// A member in a folder of the archive is looked at too: re-zipped archives hold everything one level down.
const container::ZipMember* find_member(const container::ZipDirectory& zip, std::string_view name) {
  if (const container::ZipMember* member = zip.find(name)) return member;
  const std::string ending = "/" + std::string(name);
  for (const container::ZipMember& member : zip.members) {
    if (member.name.ends_with(ending)) return &member;
  }
  return nullptr;
}

Hdf5Part part_of_archive(ByteSource& file, const container::ZipDirectory& zip) {
  Hdf5Part part;
  const container::ZipMember* member = find_member(zip, kWeightsMember);
  if (member == nullptr || member->encrypted) return part;
  part.zip_member = member->name;
  auto bytes = container::open_member(file, *member);
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
  part.superblock = container::read_superblock(*part.source, 0);
  return part;
}

Hdf5Part part_of_hdf5(ByteSource& file, const container::Identification& found) {
  Hdf5Part part;
  part.source = &file;
  part.superblock = found.superblock;
  const std::uint64_t at = found.hdf5_signature_at.value_or(0);
  if (found.kind != container::Kind::hdf5 && at != 0) {
    // The signature stands where HDF5 does not look for it: what is behind it can be read all the same.
    part.owned = std::make_unique<io::SubSource>(file, at, file.size_bytes() - at);
    part.source = part.owned.get();
    part.report_offset = at;
    part.superblock = container::read_superblock(*part.source, 0);
  }
  return part;
}

std::optional<std::string> read_text_member(ByteSource& file, const container::ZipDirectory& zip, std::string_view name,
                                            std::vector<container::WrongChecksum>& wrong) {
  const container::ZipMember* member = find_member(zip, name);
  if (member == nullptr || member->size_bytes > limits::kMaxJsonBytes) return std::nullopt;
  auto bytes = container::open_member(file, *member);
  if (!bytes) return std::nullopt;
  std::string text(static_cast<std::size_t>(std::min(member->size_bytes, bytes->source->size_bytes())), '\0');
  if (!bytes->source->read_at(0, std::as_writable_bytes(std::span(text)))) return std::nullopt;
  const std::uint32_t crc32 = container::crc32_of(std::as_bytes(std::span(text)));
  if (zip.complete && text.size() == member->size_bytes && crc32 != member->crc32)
    wrong.push_back({member->name, member->crc32, crc32});
  return text;
}

}  // namespace

Hdf5Part find_hdf5_part(ByteSource& file, const container::Identification& found) {
  using container::Kind;
  if ((found.kind == Kind::keras_zip || found.kind == Kind::zip) && found.zip) return part_of_archive(file, *found.zip);
  const bool displaced = found.hdf5_signature_at && found.mangling == container::Mangling::none;
  if (found.kind == Kind::hdf5 || displaced) return part_of_hdf5(file, found);
  return {};
}

keras::ArchiveTexts read_archive_texts(ByteSource& file, const container::Identification& found,
                                       std::vector<container::WrongChecksum>& wrong) {
  if (!found.zip) return {};
  return {read_text_member(file, *found.zip, container::kMetadataMember, wrong),
          read_text_member(file, *found.zip, container::kConfigMember, wrong)};
}

}  // namespace weighbridge
