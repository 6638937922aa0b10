#include "file_list.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "apart.h"

namespace weighbridge::cli {
namespace {

constexpr std::size_t kMaxFiles = 10'000;  // in folders; files that are named one by one are not counted
constexpr int kMaxDepth = 32;

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

bool is_folder(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

// Names in the folder, sorted, without hidden ones; none if it can't be read.
std::optional<std::vector<std::string>> names_in(const std::string& path) {
  const std::unique_ptr<DIR, CloseFolder> folder(::opendir(path.c_str()));
  if (!folder) return std::nullopt;
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(folder.get())) {
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

Result<void> ListedFile::read_at(std::uint64_t offset, std::span<std::byte> out) {
  if (!open_) {
    auto opened = FileSource::open(path_);
    if (!opened) return std::unexpected(opened.error());
    if (opened->size_bytes() != size_bytes_) return fail(ErrorCode::io, "its size changed while it was judged");
    open_.emplace(std::move(*opened));
  }
  sign_of_life();
  return open_->read_at(offset, out);
}

bool FileList::add_file(const std::string& path) {
  const auto opened = FileSource::open(path);
  if (!opened) {
    troubles_.push_back(opened.error().message);
    return false;
  }
  files_.emplace_back(path, opened->size_bytes());
  sources_.push_back({path, &files_.back()});
  return true;
}

void FileList::add_folder(const std::string& path, int depth) {
  const auto names = names_in(path);
  if (!names) {
    troubles_.push_back("The folder '" + path + "' can't be read: " + std::strerror(errno) + ".");
    return;
  }
  for (const std::string& name : *names) {
    const std::string below = path.ends_with('/') ? path + name : path + "/" + name;
    struct stat status{};
    if (is_full_ || ::lstat(below.c_str(), &status) != 0) continue;
    if (S_ISDIR(status.st_mode) && depth < kMaxDepth) add_folder(below, depth + 1);
    if (!S_ISREG(status.st_mode)) continue;
    is_full_ = files_.size() >= kMaxFiles;
    if (is_full_)
      troubles_.push_back("There are more than 10,000 files; the rest of '" + path + "' is not judged.");
    else
      add_file(below);
  }
}

void FileList::add(const std::string& path) {
  if (!is_folder(path)) {
    add_file(path);
    return;
  }
  const std::size_t files = files_.size();
  const std::size_t troubles = troubles_.size();
  add_folder(path, 1);
  if (files_.size() == files && troubles_.size() == troubles) troubles_.push_back("There is no file in the folder '" + path + "'.");
}

void FileList::close(std::span<const std::size_t> indices) {
  for (const std::size_t i : indices) files_[i].close();
}

}  // namespace weighbridge::cli
