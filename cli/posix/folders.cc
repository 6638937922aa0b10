#include "folders.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

namespace weighbridge::cli {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

}  // namespace

bool is_folder(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_there(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0;
}

Entry entry_at(const std::string& path) {
  struct stat status{};
  if (::lstat(path.c_str(), &status) != 0) return Entry::other;
  if (S_ISDIR(status.st_mode)) return Entry::folder;
  return S_ISREG(status.st_mode) ? Entry::file : Entry::other;
}

Result<std::vector<std::string>> names_in(const std::string& path) {
  const std::unique_ptr<DIR, CloseFolder> folder(::opendir(path.c_str()));
  if (!folder) return fail(ErrorCode::io, std::strerror(errno));
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(folder.get())) {
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  }
  std::ranges::sort(names);
  return names;
}

bool is_absolute(std::string_view path) { return path.starts_with('/'); }

std::string working_directory() {
  std::string buffer(4096, '\0');
  const char* found = ::getcwd(buffer.data(), buffer.size());
  return found == nullptr ? "" : found;
}

std::string spelled(const std::string& path) { return path; }

std::vector<std::string> paths_meant_by(const std::string& word) { return {word}; }

}  // namespace weighbridge::cli
