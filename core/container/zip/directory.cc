#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "container/byte_reading.h"
#include "container/zip/records.h"
#include "container/zip/zip.h"
#include "weighbridge/limits.h"

namespace weighbridge::container {
namespace {

constexpr std::size_t kSearchedForFirstHeader = 1u << 20;

// The first plausible local header in the first MiB.
Result<std::optional<std::uint64_t>> find_first_header(ByteSource& source) {
  const auto front = read_available(source, 0, kSearchedForFirstHeader);
  if (!front) return std::unexpected(front.error());
  const std::string_view bytes = as_text(*front);
  for (std::size_t at = bytes.find(zip::kLocalSignature); at != std::string_view::npos;
       at = bytes.find(zip::kLocalSignature, at + 1)) {
    const auto header = zip::read_local_header(source, at);
    if (!header) return std::unexpected(header.error());
    if (*header && zip::is_plausible(**header)) return at;
  }
  return std::nullopt;
}

// Is a local header of that name where the directory says? Else Python's zipfile refuses the member (ZipFile.open:
// "File name in directory and header differ", BadZipFile). What is wrong, as a short phrase; empty if nothing is. Of an
// archive with very many members the first and the last stand for all: each costs a read.
Result<std::string> misplaced_members(ByteSource& source, const std::vector<ZipMember>& members) {
  constexpr std::size_t kFewMembers = 64;  // Keras writes three and, seldom, assets
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members.size() > kFewMembers && i != 0 && i + 1 != members.size()) continue;
    const auto header = zip::read_local_header(source, members[i].header_offset);
    if (!header) return std::unexpected(header.error());
    if (!*header) return "its members are not where its list of contents says";
    if ((*header)->member.encrypted != members[i].encrypted)
      return "its list of contents says otherwise than its members whether there is a password";
    if ((*header)->member.name != members[i].name) return "its list of contents has other names than its members";
  }
  return "";
}

bool any_overlap(const std::vector<ZipMember>& members) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;  // header offset and the least that the member needs
  for (const ZipMember& member : members) {
    ranges.emplace_back(member.header_offset, zip::kLocalBytes + member.compressed_bytes);
  }
  std::ranges::sort(ranges);
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    if (ranges[i].first - ranges[i - 1].first < ranges[i - 1].second) return true;
  }
  return false;
}

// Reads the central directory into `directory`. False, with `problem` set, when it can't be trusted.
Result<bool> read_central(ByteSource& source, const zip::EndRecord& end, ZipDirectory& directory) {
  directory.trailing_bytes = source.size_bytes() - end.end;
  if (end.directory_bytes > limits::kMaxZipDirectoryBytes) {
    return fail(ErrorCode::limit, "the zip archive's list of contents is larger than 64 MB");
  }
  directory.problem = "the list of contents at its end is damaged";
  if (end.directory_bytes > end.directory_end) return false;
  const std::uint64_t start = end.directory_end - end.directory_bytes;
  if (end.directory_offset > start) {
    directory.problem =
        text::count_of(end.directory_offset - start, "byte") + " before the list of contents are missing";
    directory.inconsistent = true;
    return false;
  }
  const auto bytes = read_available(source, start, static_cast<std::size_t>(end.directory_bytes));
  if (!bytes) return std::unexpected(bytes.error());
  const std::uint64_t shift = start - end.directory_offset;
  auto members = zip::parse_directory(*bytes, static_cast<std::int64_t>(shift));
  if (!members) return false;
  auto misplaced = misplaced_members(source, *members);
  if (!misplaced) return std::unexpected(misplaced.error());
  if (!misplaced->empty()) {
    directory.problem = std::move(*misplaced);
    directory.inconsistent = true;
    return false;
  }
  directory.members = std::move(*members);
  directory.complete = true;
  directory.problem.clear();
  directory.overlapping = any_overlap(directory.members);
  const auto first = std::ranges::min_element(directory.members, {}, &ZipMember::header_offset);
  directory.prefix_bytes = first == directory.members.end() ? shift : first->header_offset;
  return true;
}

}  // namespace

const ZipMember* ZipDirectory::find(std::string_view name) const {
  for (auto member = members.rbegin(); member != members.rend(); ++member) {
    if (member->name == name) return &*member;
  }
  return nullptr;
}

const ZipMember* ZipDirectory::find_anywhere(std::string_view name) const {
  if (const ZipMember* member = find(name)) return member;
  const std::string ending = "/" + std::string(name);
  for (const ZipMember& member : members) {
    if (member.name.ends_with(ending)) return &member;
  }
  return nullptr;
}

Result<ZipDirectory> read_zip_directory(ByteSource& source) {
  ZipDirectory directory;
  const auto end = zip::find_end_record(source);
  if (!end) return std::unexpected(end.error());
  directory.has_end_record = end->has_value();
  if (*end) {
    const auto trusted = read_central(source, **end, directory);
    if (!trusted) return std::unexpected(trusted.error());
    if (*trusted) return directory;
  }
  const auto first = find_first_header(source);
  if (!first) return std::unexpected(first.error());
  if (!*first) {
    if (*end) {  // an end record without members in front of it: still a zip, with its problem
      directory.inconsistent = true;
      return directory;
    }
    return fail(ErrorCode::malformed, "there is no zip archive in it");
  }
  if (!*end) directory.problem = "the list of contents at its end is missing";
  directory.prefix_bytes = **first;
  if (auto walked = zip::walk_local_headers(source, **first, directory); !walked)
    return std::unexpected(walked.error());
  return directory;
}

}  // namespace weighbridge::container
