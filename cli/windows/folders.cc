#include "folders.h"

#include <windows.h>

#include <algorithm>

#include "policy/paths.h"
#include "windows/words.h"

namespace weighbridge::cli {
namespace {

using windows::to_utf8;
using windows::to_wide_path;
using windows::words_of;

DWORD attributes_of(const std::string& path) { return ::GetFileAttributesW(to_wide_path(path).c_str()); }

// Not what only holds its bytes elsewhere, such as a file of a cloud folder.
bool is_link(const WIN32_FIND_DATAW& found) {
  return (found.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0 && IsReparseTagNameSurrogate(found.dwReserved0);
}

bool is_hidden(const WIN32_FIND_DATAW& found) {
  return found.cFileName[0] == L'.' || (found.dwFileAttributes & FILE_ATTRIBUTE_HIDDEN) != 0;
}

}  // namespace

bool is_folder(const std::string& path) {
  const DWORD attributes = attributes_of(path);
  return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

bool is_there(const std::string& path) { return attributes_of(path) != INVALID_FILE_ATTRIBUTES; }

Entry entry_at(const std::string& path) {
  WIN32_FIND_DATAW found{};
  const HANDLE search = ::FindFirstFileW(to_wide_path(path).c_str(), &found);
  if (search == INVALID_HANDLE_VALUE) return Entry::other;
  ::FindClose(search);
  if (is_link(found)) return Entry::other;
  return (found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0 ? Entry::folder : Entry::file;
}

Result<std::vector<std::string>> names_in(const std::string& path) {
  WIN32_FIND_DATAW found{};
  const HANDLE search = ::FindFirstFileW(to_wide_path(path.ends_with('/') ? path + "*" : path + "/*").c_str(), &found);
  if (search == INVALID_HANDLE_VALUE) return fail(ErrorCode::io, words_of(::GetLastError()));
  std::vector<std::string> names;
  do {
    if (!is_hidden(found)) names.push_back(to_utf8(found.cFileName));
  } while (::FindNextFileW(search, &found) != 0);
  ::FindClose(search);
  std::ranges::sort(names);
  return names;
}

bool is_absolute(std::string_view path) { return path.starts_with('/') || path.substr(1).starts_with(":/"); }

std::string working_directory() {
  std::wstring here(::GetCurrentDirectoryW(0, nullptr), L'\0');
  here.resize(::GetCurrentDirectoryW(static_cast<DWORD>(here.size()), here.data()));
  return spelled(to_utf8(here));
}

std::string spelled(const std::string& path) {
  std::string text = path;
  std::ranges::replace(text, '\\', '/');
  return text;
}

// In its last piece alone, as Windows' own commands have it. No file's name can hold these letters.
std::vector<std::string> paths_meant_by(const std::string& word) {
  std::string path = spelled(word);
  const std::size_t name_begins = path.rfind('/') + 1;  // 0 where there is none
  const std::string folder = path.substr(0, name_begins), pattern = path.substr(name_begins);
  if (pattern.find_first_of("*?") == std::string::npos) return {std::move(path)};
  std::vector<std::string> paths;
  for (const std::string& name : names_in(folder.empty() ? "." : folder).value_or(std::vector<std::string>())) {
    if (matches(pattern, name)) paths.push_back(folder + name);
  }
  return paths.empty() ? std::vector{std::move(path)} : paths;
}

}  // namespace weighbridge::cli
