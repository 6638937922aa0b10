#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "container/byte_reading.h"
#include "container/families.h"
#include "container/zip/keras_archive.h"
#include "container/zip/mangling.h"
#include "container/zip/pickles.h"
#include "container/zip/records.h"

namespace weighbridge::container {
namespace {

constexpr std::array<std::string_view, 2> kWeights = {kWeightsMember, kNumpyWeightsMember};

bool has(const ZipDirectory& zip, std::string_view folder, std::string_view name) {
  return zip.find(std::string(folder).append(name)) != nullptr;
}

// Keras' saving_lib writes metadata.json, config.json, model.weights.h5 in this order. `folder` is "" or ends with a
// slash.
bool holds_keras(const ZipDirectory& zip, std::string_view folder) {
  const bool weights = std::ranges::any_of(kWeights, [&](std::string_view name) { return has(zip, folder, name); });
  return weights || (has(zip, folder, kConfigMember) && has(zip, folder, kMetadataMember));
}

// Cut so early that only the first name is left. Nothing else is known to begin with a member of that name that says
// keras_version.
bool begins_as_keras(ByteSource& source, const ZipDirectory& zip) {
  if (zip.complete || zip.members.empty() || zip.members.front().name != kMetadataMember) return false;
  const auto front = read_available(source, zip.members.front().header_offset, 512);
  return front &&
         (as_text(*front).contains("keras_version") || front->size() < zip::kLocalBytes + kMetadataMember.size() + 64);
}

// The folder (with its slash) that holds what should be at the top: somebody zipped the folder instead of its contents.
std::optional<std::string> keras_folder(const ZipDirectory& zip) {
  for (const ZipMember& member : zip.members) {
    const std::size_t slash = member.name.rfind('/');
    if (slash == std::string::npos || member.name.starts_with("__MACOSX/")) continue;
    std::string folder = member.name.substr(0, slash + 1);
    const std::string_view name = std::string_view(member.name).substr(slash + 1);
    const bool telling = name == kMetadataMember || std::ranges::contains(kWeights, name);
    if (telling && holds_keras(zip, folder)) return folder;
  }
  return std::nullopt;
}

bool is_torch(const ZipDirectory& zip) {
  return std::ranges::any_of(zip.members, [](const ZipMember& member) {
    return member.name.ends_with("/data.pkl") && std::ranges::count(member.name, '/') == 1;
  });
}

bool is_npz(const ZipDirectory& zip) {
  return !zip.members.empty() &&
         std::ranges::all_of(zip.members, [](const ZipMember& member) { return member.name.ends_with(".npy"); });
}

void note_contents(const ZipDirectory& zip, ZipContents& contents) {
  for (const ZipMember& member : zip.members) {
    const std::string_view name = member.name;
    if (name.starts_with("__MACOSX/")) continue;
    const bool weights = name.ends_with(".h5") || name.ends_with(".hdf5") || name.ends_with(".keras");
    if (weights && contents.weights_inside.empty()) contents.weights_inside = member.name;
    if (name.ends_with("saved_model.pb")) contents.format = "a zipped TensorFlow SavedModel";
    if (name == "[Content_Types].xml") contents.format = "an Office document";
    if (name == "META-INF/MANIFEST.MF") contents.format = "a Java archive";
  }
}

// The headers of a mangled archive may be past reading, but the names in them are plain text.
bool names_keras(const Probe& probe) {
  const std::string_view head = probe.head_text();
  return head.contains(kMetadataMember) &&
         (head.contains(kConfigMember) ||
          std::ranges::any_of(kWeights, [&](std::string_view name) { return head.contains(name); }));
}

Kind kind_of(ByteSource& source, const ZipDirectory& zip, ZipContents& contents) {
  // Keras writes no such archive, and opens none.
  const bool locked = std::ranges::any_of(zip.members, &ZipMember::encrypted);
  if (!locked && (holds_keras(zip, "") || begins_as_keras(source, zip))) return Kind::keras_zip;
  if (is_torch(zip)) return Kind::torch_zip;
  if (is_npz(zip)) return Kind::npz;
  if (locked) {
    contents.format = "a zip archive with a password";
    return Kind::zip;
  }
  if (auto folder = keras_folder(zip)) contents.keras_folder = folder->substr(0, folder->size() - 1);
  note_contents(zip, contents);
  return Kind::zip;
}

}  // namespace

Result<bool> identify_zip(Probe& probe, Identification& found) {
  const bool at_start =
      probe.has(0, zip::kLocalSignature) || probe.has(0, zip::kEndSignature) || probe.has(0, "PK\x07\x08PK\x03\x04");
  if (!at_start) {
    const auto end = zip::find_end_record(probe.source);
    if (!end) return std::unexpected(end.error());
    if (!*end) return false;
  }
  auto directory = read_zip_directory(probe.source);
  if (!directory) {
    if (directory.error().code == ErrorCode::io) return std::unexpected(directory.error());
    if (!at_start) return false;
    directory = ZipDirectory{};
    directory->problem = "its contents can't be listed";
  }
  // An archive behind something else counts only when its own directory confirms it; else any file with those four
  // bytes would do.
  if (!at_start && (!directory->complete || directory->members.empty())) return false;
  ZipContents& contents = found.details.emplace<ZipContents>();
  found.kind = kind_of(probe.source, *directory, contents);
  contents.bare_pickle = find_bare_pickle(probe.source, *directory);
  found.zip = std::move(*directory);
  if (auto noted = note_zip_mangling(probe, found); !noted) return std::unexpected(noted.error());
  if (found.kind == Kind::zip && found.mangling != Mangling::none && names_keras(probe)) found.kind = Kind::keras_zip;
  return true;
}

}  // namespace weighbridge::container
