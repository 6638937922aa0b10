#include "loaders/opening.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "container/zip/keras_archive.h"
#include "loaders/causes.h"
#include "loaders/messages.h"

namespace weighbridge::loaders {
namespace {

using container::kConfigMember;
using container::kWeightsMember;

bool is_archive(const Contents& file) {
  return file.subject.container.kind == container::Kind::keras_zip ||
         file.subject.container.kind == container::Kind::zip;
}

// Python's zipfile compares the checksum when it comes to the end of a member, and Keras reads members whole.
bool is_changed(const Contents& file, std::string_view member) {
  return std::ranges::any_of(file.subject.wrong_checksums,
                             [member](const container::WrongChecksum& wrong) { return wrong.member == member; });
}

std::string what_hdf5_says(const Generation& loader, const Contents& file) {
  const container::Superblock* superblock = file.subject.superblock;
  const bool has_signature = file.has_hdf5_signature || file.subject.tree != nullptr;
  if (!has_signature && superblock == nullptr) return "file signature not found";
  if (file.subject.is_cut()) {
    // HDF5 1.8, which came with the h5py of Keras <= 2.1 and often 2.2, says stored_eoa.
    const std::string_view field = loader.is_standalone() && !loader.keras_since(2, 2, 3) ? "stored_eoa" : "stored_eof";
    return say(messages::kTruncated,
               {std::to_string(file.subject.hdf5_available_bytes), field, std::to_string(superblock->end_of_file)});
  }
  if (superblock != nullptr && superblock->root_header_is_zero) return "bad object header version number";
  return file.subject.hdf5_problem.empty() ? "bad object header version number"
                                           : std::string(file.subject.hdf5_problem);
}

std::string cannot_open(const Generation& loader, std::string_view reason) {
  // Keras 0.x ran on Python 2, where OSError and IOError were two.
  const bool is_python_2 = loader.is_standalone() && !loader.keras_since(1, 0);
  return say(messages::kCannotOpenFile,
             {is_python_2 ? "IOError" : "OSError", loader.says_synchronously() ? "synchronously " : "", reason});
}

// h5py rests on the same library: Python may die without a traceback, or raise whatever its version notices.
Answer kills_hdf5(const Contents& file) {
  return raises("", causes::damaged(),
                file.subject.inspection->answer == InspectionAnswer::hung
                    ? "Python may hang on it."
                    : "Python itself may crash on it, without a traceback.");
}

Remedy remedy_for_archive(const Generation& loader, const Contents& file) {
  if (!is_archive(file) || !file.is_zip) return "";
  if (!loader.is_keras_3() && !loader.tensorflow_since(2, 12))
    return "A .keras archive needs Keras 3 or tf.keras 2.12 or later.";
  return file.name == keras::NameKind::keras ? Remedy() : rename_to(file.subject.file_name, keras::kArchiveEnding);
}

}  // namespace

std::optional<Answer> open_hdf5(const Generation& loader, const Contents& file) {
  if (file.has_hdf5_signature && file.opens) return std::nullopt;
  if (!file.has_hdf5_signature) {
    return raises(cannot_open(loader, "file signature not found"), causes::not_hdf5(),
                  remedy_for_archive(loader, file));
  }
  if (file.subject.killed_hdf5()) return kills_hdf5(file);
  return raises(cannot_open(loader, what_hdf5_says(loader, file)), causes::damaged(), "");
}

Answer unreadable_attribute(const Generation& loader, std::string_view problem) {
  return raises(say(messages::kUnreadableAttribute, {loader.says_synchronously() ? "synchronously " : "", problem}),
                causes::damaged(), "");
}

std::optional<Answer> open_archive(const Contents& file, bool with_config) {
  if (!file.is_zip) {
    const Remedy remedy = file.has_hdf5_signature ? rename_to(file.subject.file_name, file.own_ending()) : Remedy();
    return raises(std::string(messages::kNotZip), causes::not_zip(), remedy);
  }
  const container::ZipDirectory& zip = *file.subject.container.zip;
  if (!zip.complete) {
    return raises(std::string(zip.inconsistent ? messages::kBadHeader : messages::kBadDirectory), causes::damaged(),
                  "");
  }
  for (const std::string_view member : {kConfigMember, kWeightsMember}) {
    if (member == kConfigMember && !with_config) continue;
    if (member == kConfigMember && is_changed(file, member))
      return raises(say(messages::kBadCrc, {member}), causes::damaged(), "");
    if (zip.find(member) != nullptr) continue;
    const bool is_model_without_weights = with_config && member == kWeightsMember;
    const std::string error =
        is_model_without_weights ? std::string(messages::kNoWeightsMember) : say(messages::kNoMember, {member});
    return raises(error, causes::incomplete_archive(),
                  zip.find_anywhere(member) != nullptr
                      ? "Pack the parts again at the top level of the archive, as Keras wrote them."
                      : "Save the model again: " + std::string(member) + " is not in the archive.");
  }
  return std::nullopt;
}

std::optional<Answer> open_weights_member(const Generation& loader, const Contents& file) {
  if (file.opens && file.subject.tree->unreadable == 0 && !is_changed(file, kWeightsMember)) return std::nullopt;
  if (file.subject.killed_hdf5()) return kills_hdf5(file);
  const container::ZipMember* member = file.subject.container.zip->find(kWeightsMember);
  // Damage inside a member shows first in its checksum.
  if (file.opens || (member != nullptr && file.subject.superblock != nullptr &&
                     file.subject.superblock->end_of_file == member->size_bytes)) {
    return raises(say(messages::kBadCrc, {kWeightsMember}), causes::damaged(), "");
  }
  return raises(cannot_open(loader, what_hdf5_says(loader, file)), causes::damaged(), "");
}

}  // namespace weighbridge::loaders
