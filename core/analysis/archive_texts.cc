#include "analysis/archive_texts.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "container/zip/keras_archive.h"
#include "container/zip/stretch_checksum.h"
#include "weighbridge/limits.h"

namespace weighbridge {
namespace {

std::optional<std::string> read_text_member(ByteSource& file, const container::ZipDirectory& zip, std::string_view name,
                                            std::vector<container::WrongChecksum>& wrong) {
  const container::ZipMember* member = zip.find_anywhere(name);
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

keras::ArchiveTexts read_archive_texts(ByteSource& file, const container::Identification& found,
                                       std::vector<container::WrongChecksum>& wrong) {
  if (!found.zip) return {};
  return {read_text_member(file, *found.zip, container::kMetadataMember, wrong),
          read_text_member(file, *found.zip, container::kConfigMember, wrong)};
}

}  // namespace weighbridge
