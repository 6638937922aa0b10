#include "rules/proof/common_params.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "container/zip/keras_archive.h"
#include "keras/file_names.h"

namespace weighbridge::rules {
namespace {

constexpr std::size_t kMostNameBytes = 120;

// "model" of "model.weights.json" too: what is saved anew in one file is named after the whole.
std::string stem_of(std::string_view name) {
  const bool is_index = keras::name_kind(name) == keras::NameKind::weights_json;
  return is_index ? std::string(name.substr(0, name.size() - keras::kShardIndexEnding.size())) : keras::stem(name);
}

bool is_archive(const Subject& subject) {
  return subject.container.kind == container::Kind::keras_zip || subject.container.kind == container::Kind::zip;
}

// The file of the set that holds the tensor of this path.
const Tensor* find_tensor(const keras::Checkpoint& checkpoint, const std::string& path) {
  for (const Layer& layer : checkpoint.layers) {
    if (const auto found = std::ranges::find(layer.tensors, path, &Tensor::path); found != layer.tensors.end())
      return &*found;
  }
  return nullptr;
}

std::string hdf5_file(const Subject& subject, const Finding& finding) {
  if (subject.set == nullptr) return std::string(subject.file_name);
  const FileSet& set = *subject.set;
  if (set.kind == GroupKind::keras_folder) return set.name + "/" + std::string(container::kWeightsMember);
  if (const auto named = finding.params.find("hdf5"); named != finding.params.end()) return named->second;
  if (finding.path && subject.checkpoint != nullptr) {
    if (const Tensor* tensor = find_tensor(*subject.checkpoint, *finding.path))
      return part_name(subject, tensor->storage.file);
  }
  const hdf5::Node* node = finding.path && subject.tree != nullptr ? subject.tree->root.at(*finding.path) : nullptr;
  return part_name(subject, node != nullptr ? node->file : 0);
}

}  // namespace

std::string part_name(const Subject& subject, std::uint32_t file) {
  if (subject.set == nullptr || file >= subject.set->names.size()) return std::string(subject.file_name);
  return subject.set->names[file];
}

std::string this_file(const Subject& subject) {
  if (subject.set == nullptr) return "This file";
  const FileSet& set = *subject.set;
  if (set.kind == GroupKind::keras_folder || set.kind == GroupKind::saved_model || set.kind == GroupKind::orbax)
    return "This folder";
  if (set.files == 1)
    return set.missing.empty() ? "This model, saved in one part," : "The one part that is here of this model";
  return "This set of " + text::count_of(set.files, "part");
}

void add_common_params(const Subject& subject, Finding& finding) {
  const auto shown = [](std::string_view name) { return text::shorten(text::to_valid_utf8(name), kMostNameBytes); };
  const auto put = [&finding, &shown](const char* name, std::string_view value) {
    finding.params.insert_or_assign(name, shown(value));
  };
  const std::string short_stem = text::shorten(text::to_valid_utf8(stem_of(subject.name())), 100);
  const bool loose = subject.set != nullptr && subject.set->kind == GroupKind::keras_folder;
  const std::string holder = hdf5_file(subject, finding);
  put("this_file", this_file(subject));
  put("file", subject.name());
  put("stem", short_stem);
  put("hdf5", holder);
  put("load", loose ? std::string_view(holder) : subject.name());
  put("copy", is_archive(subject) || loose ? short_stem + ".weights.h5" : holder);
  const bool known = subject.checkpoint != nullptr && is_archive(subject) && !subject.checkpoint->zip_member.empty();
  if (!finding.params.contains("member"))
    put("member", known ? std::string_view(subject.checkpoint->zip_member) : container::kWeightsMember);
}

}  // namespace weighbridge::rules
