// The files that the command was given, those in folders included.
#ifndef WEIGHBRIDGE_CLI_FILE_LIST_H_
#define WEIGHBRIDGE_CLI_FILE_LIST_H_

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "file_source.h"
#include "weighbridge/byte_source.h"
#include "weighbridge/file_set.h"

namespace weighbridge::cli {

// A file that is open only while it is read: a process may not hold as many open as a folder has.
class ListedFile final : public ByteSource {
 public:
  ListedFile(std::string path, std::uint64_t size_bytes) : path_(std::move(path)), size_bytes_(size_bytes) {}
  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }
  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override;
  void close() { open_.reset(); }

 private:
  std::string path_;
  std::uint64_t size_bytes_;
  std::optional<FileSource> open_;
};

class FileList {
 public:
  // Adds the file, or all files below the folder, by name; hidden ones and links in it are left out. At most 10,000 files, 32 folders deep.
  void add(const std::string& path);
  [[nodiscard]] std::span<const NamedSource> sources() const { return sources_; }
  // A sentence for each path that could not be added.
  [[nodiscard]] const std::vector<std::string>& troubles() const { return troubles_; }
  // Gives back what these files hold.
  void close(std::span<const std::size_t> indices);

 private:
  void add_folder(const std::string& path, int depth);
  bool add_file(const std::string& path);

  std::deque<ListedFile> files_;  // in the order of sources_, which points into it
  std::vector<NamedSource> sources_;
  std::vector<std::string> troubles_;
  bool is_full_ = false;
};

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FILE_LIST_H_
