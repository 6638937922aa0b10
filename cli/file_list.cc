#include "file_list.h"

#include <algorithm>
#include <utility>

#include "apart.h"
#include "folders.h"
#include "standard_input.h"

namespace weighbridge::cli {
namespace {

constexpr std::size_t kMaxFiles = 10'000;  // in folders; files that are named one by one are not counted
constexpr int kMaxDepth = 32;

}  // namespace

Result<void> ListedFile::open() {
  if (open_) return {};
  auto opened = FileSource::open(path_);
  if (!opened) return std::unexpected(opened.error());
  if (opened->size_bytes() != size_bytes_) return fail(ErrorCode::io, "its size changed while it was judged");
  open_.emplace(std::move(*opened));
  return {};
}

Result<void> ListedFile::read_at(std::uint64_t offset, std::span<std::byte> out) {
  if (auto opened = open(); !opened) return opened;
  sign_of_life();
  return open_->read_at(offset, out);
}

std::span<const std::byte> ListedFile::in_place(std::uint64_t offset, std::size_t size_bytes) {
  if (!open()) return {};
  sign_of_life();
  return open_->in_place(offset, size_bytes);
}

void FileList::add_file(const std::string& path, bool is_named) {
  const auto opened = FileSource::open(path);
  if (!opened) {
    // In a folder only what may be a weight file is missed.
    const bool is_missed = is_named || is_named_like_weights(path);
    ++(is_missed ? unread_ : left_out_);
    if (is_missed) troubles_.push_back(opened.error().message);
    return;
  }
  files_.emplace_back(path, opened->size_bytes());
  sources_.push_back({path, &files_.back()});
  closeable_.push_back(&files_.back());
  is_named_.push_back(is_named);
}

void FileList::add_folder(const std::string& path, int depth) {
  const auto names = names_in(path);
  if (!names) {
    troubles_.push_back("The folder '" + path + "' can't be read: " + names.error().message + ".");
    return;
  }
  for (const std::string& name : *names) {
    const std::string below = path.ends_with('/') ? path + name : path + "/" + name;
    if (is_full_) continue;
    const Entry entry = entry_at(below);
    if (entry == Entry::folder && depth < kMaxDepth) add_folder(below, depth + 1);
    if (entry != Entry::file) continue;
    is_full_ = files_.size() >= kMaxFiles;
    if (is_full_)
      troubles_.push_back("There are more than 10,000 files; the rest of '" + path + "' is not judged.");
    else
      add_file(below, false);
  }
}

void FileList::add(const std::string& path) {
  if (!is_folder(path)) {
    add_file(path, true);
    return;
  }
  has_folder_ = true;
  const std::size_t troubles = troubles_.size();
  add_folder(path, 1);
  if (troubles_.size() == troubles) folders_.push_back(path);
}

void FileList::add_standard_input(const std::string& name) {
  auto opened = open_standard_input();
  if (!opened) {
    ++unread_;
    troubles_.push_back(opened.error().message);
    return;
  }
  standard_input_ = std::move(*opened);
  sources_.push_back({name.empty() ? fitting_name(*standard_input_) : name, standard_input_.get()});
  closeable_.push_back(nullptr);
  is_named_.push_back(true);
}

bool FileList::is_meant(const FileGroup& group) {
  if (group.kind != GroupKind::single || is_named_[group.files.front()]) return true;
  const bool is_weights = is_weight_file(sources_[group.files.front()]);
  close(group.files);
  return is_weights;
}

// Who names the index of a sharded save means the save, as Keras does.
void FileList::add_shards() {
  for (std::size_t i = 0, named = sources_.size(); i < named; ++i) {
    const NamedSource index = sources_[i];
    if (!is_named_[i] || closeable_[i] == nullptr || !index.path.ends_with(".json")) continue;
    const std::string folder = index.path.substr(0, index.path.rfind('/') + 1);
    const auto names = names_in(folder.empty() ? "." : folder);
    if (!names) continue;
    for (const std::string& name : shards_beside(index, *names)) {
      const std::string path = folder + name;
      if (!std::ranges::contains(sources_, path, &NamedSource::path)) add_file(path, false);
    }
    close({&i, 1});
  }
}

std::vector<FileGroup> FileList::groups() {
  add_shards();
  std::vector<FileGroup> meant;
  for (FileGroup& group : group_files(sources_)) {
    if (is_meant(group))
      meant.push_back(std::move(group));
    else
      left_out_ += group.files.size();
  }
  for (const std::string& folder : folders_) {
    const std::string below = folder.ends_with('/') ? folder : folder + "/";
    const bool holds_one = std::ranges::any_of(meant, [&](const FileGroup& group) {
      return std::ranges::any_of(group.files, [&](std::size_t i) { return sources_[i].path.starts_with(below); });
    });
    if (!holds_one) troubles_.push_back("There is no weight file in the folder '" + folder + "'.");
  }
  return meant;
}

void FileList::close(std::span<const std::size_t> indices) {
  for (const std::size_t i : indices) {
    if (closeable_[i] != nullptr) closeable_[i]->close();
  }
}

}  // namespace weighbridge::cli
