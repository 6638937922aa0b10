// A file on disk as a ByteSource, read with pread; files beyond 4 GiB included.
#ifndef WEIGHBRIDGE_CLI_FILE_SOURCE_H_
#define WEIGHBRIDGE_CLI_FILE_SOURCE_H_

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

 private:
  FileSource(int descriptor, std::uint64_t size_bytes) : descriptor_(descriptor), size_bytes_(size_bytes) {}

  int descriptor_;
  std::uint64_t size_bytes_;  // when it was opened
};

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FILE_SOURCE_H_
