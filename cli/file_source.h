// A file on disk as a ByteSource, read by place, or in place where it is small; files beyond 4 GiB included.
#ifndef WEIGHBRIDGE_CLI_FILE_SOURCE_H_
#define WEIGHBRIDGE_CLI_FILE_SOURCE_H_

#include <cstdint>
#include <string>

#include "weighbridge/byte_source.h"

namespace weighbridge::cli {

class FileSource final : public ByteSource {
 public:
  // Fails with a sentence for the user that names the file: it is not there, is a folder, may not be read.
  [[nodiscard]] static Result<FileSource> open(const std::string& path);
  // The regular file that is open as standard input. It is read by place, so what was read of it before does not
  // matter.
  [[nodiscard]] static FileSource of_standard_input(std::uint64_t size_bytes);
  FileSource(FileSource&& other) noexcept;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  FileSource& operator=(FileSource&&) = delete;
  ~FileSource() override;

  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }
  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override;
  // Of a file of at most 64 MiB, in a process apart (apart.h): it dies if the file becomes shorter. A larger one is not
  // read to its end for its structure, and each place in it would have its neighbourhood read.
  [[nodiscard]] std::span<const std::byte> in_place(std::uint64_t offset, std::size_t size_bytes) override;
  // From now on no file is read in place.
  static void read_copies();
  [[nodiscard]] static bool reads_copies();

 private:
  FileSource(std::intptr_t file, std::uint64_t size_bytes) : file_(file), size_bytes_(size_bytes) {}

  std::intptr_t file_;        // a descriptor, or Windows' handle; -1: none
  std::uint64_t size_bytes_;  // when it was opened
  std::span<const std::byte> mapped_;
};

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FILE_SOURCE_H_
