#include "file_source.h"

#include <windows.h>

#include <algorithm>
#include <utility>

#include "apart.h"
#include "windows/words.h"

namespace weighbridge::cli {
namespace {

constexpr std::uint64_t kMostMappedBytes = 64u << 20;
constexpr std::size_t kMostReadBytes = 1u << 30;  // a call takes 32 bits
bool maps_files = true;

HANDLE handle_of(std::intptr_t file) { return reinterpret_cast<HANDLE>(file); }

Error could_not_open(const std::string& path, DWORD reason) {
  switch (reason) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:  // "*.h5", where nothing fits it
      return {ErrorCode::io, "There is no file '" + path + "'."};
    case ERROR_ACCESS_DENIED:
      return {ErrorCode::io, "'" + path + "' may not be read by this user."};
    case ERROR_SHARING_VIOLATION:
      return {ErrorCode::io, "'" + path + "' can't be opened: another program has it for itself."};
    default:
      return {ErrorCode::io, "'" + path + "' can't be opened: " + windows::words_of(reason) + "."};
  }
}

}  // namespace

Result<FileSource> FileSource::open(const std::string& path) {
  const std::wstring wide = windows::to_wide_path(path);
  // Whoever writes, renames or removes it may go on.
  constexpr DWORD kShared = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  const HANDLE handle = ::CreateFileW(wide.c_str(), GENERIC_READ, kShared, nullptr, OPEN_EXISTING, 0, nullptr);
  if (handle == INVALID_HANDLE_VALUE) {
    const DWORD reason = ::GetLastError();
    const DWORD attributes = ::GetFileAttributesW(wide.c_str());
    if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0)
      return fail(ErrorCode::io, "'" + path + "' is a folder; name the weight file in it.");
    return std::unexpected(could_not_open(path, reason));
  }
  FileSource source(reinterpret_cast<std::intptr_t>(handle), 0);
  if (::GetFileType(handle) != FILE_TYPE_DISK)
    return fail(ErrorCode::io, "'" + path + "' is no regular file (a pipe or a device).");
  LARGE_INTEGER size{};
  if (::GetFileSizeEx(handle, &size) == 0) return std::unexpected(could_not_open(path, ::GetLastError()));
  source.size_bytes_ = static_cast<std::uint64_t>(size.QuadPart);
  return source;
}

FileSource FileSource::of_standard_input(std::uint64_t size_bytes) {
  return {reinterpret_cast<std::intptr_t>(::GetStdHandle(STD_INPUT_HANDLE)), size_bytes};
}

FileSource::FileSource(FileSource&& other) noexcept
    : ByteSource(other),
      file_(std::exchange(other.file_, -1)),
      size_bytes_(other.size_bytes_),
      mapped_(std::exchange(other.mapped_, {})) {}

FileSource::~FileSource() {
  if (!mapped_.empty()) ::UnmapViewOfFile(mapped_.data());
  if (file_ != -1) ::CloseHandle(handle_of(file_));
}

void FileSource::read_copies() { maps_files = false; }
bool FileSource::reads_copies() { return !maps_files; }

std::span<const std::byte> FileSource::in_place(std::uint64_t offset, std::size_t size_bytes) {
  if (!maps_files || !is_apart() || size_bytes_ == 0 || size_bytes_ > kMostMappedBytes) return {};
  if (mapped_.empty()) {
    const HANDLE mapping = ::CreateFileMappingW(handle_of(file_), nullptr, PAGE_READONLY, 0, 0, nullptr);
    if (mapping == nullptr) return {};
    const auto size = static_cast<std::size_t>(size_bytes_);
    const void* const begin = ::MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, size);
    ::CloseHandle(mapping);  // the view keeps it
    if (begin == nullptr) return {};
    mapped_ = {static_cast<const std::byte*>(begin), size};
  }
  return mapped_.subspan(static_cast<std::size_t>(offset), size_bytes);
}

Result<void> FileSource::read_at(std::uint64_t offset, std::span<std::byte> out) {
  if (offset > size_bytes_ || out.size() > size_bytes_ - offset)
    return fail(ErrorCode::out_of_range, "read beyond the end of the file");
  while (!out.empty()) {
    OVERLAPPED place{};
    place.Offset = static_cast<DWORD>(offset);
    place.OffsetHigh = static_cast<DWORD>(offset >> 32);
    DWORD got = 0;
    const auto wanted = static_cast<DWORD>(std::min(out.size(), kMostReadBytes));
    if (::ReadFile(handle_of(file_), out.data(), wanted, &got, &place) == 0) {
      const DWORD reason = ::GetLastError();
      if (reason == ERROR_HANDLE_EOF) return fail(ErrorCode::io, "the file became shorter while it was read");
      return fail(ErrorCode::io, "the disk did not answer: " + windows::words_of(reason));
    }
    if (got == 0) return fail(ErrorCode::io, "the file became shorter while it was read");
    out = out.subspan(got);
    offset += got;
  }
  return {};
}

}  // namespace weighbridge::cli
