#include "file_source.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "apart.h"

namespace weighbridge::cli {

static_assert(sizeof(off_t) == 8, "files beyond 2 GiB need 64-bit offsets");

namespace {

constexpr std::uint64_t kMostMappedBytes = 64u << 20;
constexpr std::size_t kMostReadBytes = 1u << 30;  // macOS refuses a call for 2 GiB or more
bool maps_files = true;

int descriptor_of(std::intptr_t file) { return static_cast<int>(file); }

Error could_not_open(const std::string& path, int reason) {
  switch (reason) {
    case ENOENT:
      return {ErrorCode::io, "There is no file '" + path + "'."};
    case EACCES:
      return {ErrorCode::io, "'" + path + "' may not be read by this user."};
    default:
      return {ErrorCode::io, "'" + path + "' can't be opened: " + std::strerror(reason) + "."};
  }
}

}  // namespace

Result<FileSource> FileSource::open(const std::string& path) {
  // Without O_NONBLOCK a named pipe would wait for its other end forever; on files the flag means nothing.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return std::unexpected(could_not_open(path, errno));
  FileSource source(descriptor, 0);
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) return std::unexpected(could_not_open(path, errno));
  if (S_ISDIR(status.st_mode)) return fail(ErrorCode::io, "'" + path + "' is a folder; name the weight file in it.");
  if (!S_ISREG(status.st_mode)) return fail(ErrorCode::io, "'" + path + "' is no regular file (a pipe or a device).");
  source.size_bytes_ = static_cast<std::uint64_t>(status.st_size);
  return source;
}

FileSource FileSource::of_standard_input(std::uint64_t size_bytes) { return {STDIN_FILENO, size_bytes}; }

FileSource::FileSource(FileSource&& other) noexcept
    : ByteSource(other),
      file_(std::exchange(other.file_, -1)),
      size_bytes_(other.size_bytes_),
      mapped_(std::exchange(other.mapped_, {})) {}

FileSource::~FileSource() {
  if (!mapped_.empty()) ::munmap(const_cast<std::byte*>(mapped_.data()), mapped_.size());
  if (file_ >= 0) ::close(descriptor_of(file_));
}

void FileSource::read_copies() { maps_files = false; }
bool FileSource::reads_copies() { return !maps_files; }

std::span<const std::byte> FileSource::in_place(std::uint64_t offset, std::size_t size_bytes) {
  if (!maps_files || !is_apart() || size_bytes_ == 0 || size_bytes_ > kMostMappedBytes) return {};
  if (mapped_.empty()) {
    const auto size = static_cast<std::size_t>(size_bytes_);
    const void* const begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor_of(file_), 0);
    if (begin == MAP_FAILED) return {};
    mapped_ = {static_cast<const std::byte*>(begin), size};
  }
  return mapped_.subspan(static_cast<std::size_t>(offset), size_bytes);
}

Result<void> FileSource::read_at(std::uint64_t offset, std::span<std::byte> out) {
  if (offset > size_bytes_ || out.size() > size_bytes_ - offset)
    return fail(ErrorCode::out_of_range, "read beyond the end of the file");
  while (!out.empty()) {
    const std::size_t wanted = std::min(out.size(), kMostReadBytes);
    const ssize_t got = ::pread(descriptor_of(file_), out.data(), wanted, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(ErrorCode::io, std::string("the disk did not answer: ") + std::strerror(errno));
    if (got == 0) return fail(ErrorCode::io, "the file became shorter while it was read");
    out = out.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::uint64_t>(got);
  }
  return {};
}

}  // namespace weighbridge::cli
