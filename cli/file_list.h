// The files that the command was given, the weight files in folders included.
#ifndef WEIGHBRIDGE_CLI_FILE_LIST_H_
#define WEIGHBRIDGE_CLI_FILE_LIST_H_

#include <deque>
#include <memory>
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
  [[nodiscard]] std::span<const std::byte> in_place(std::uint64_t offset, std::size_t size_bytes) override;
  void close() { open_.reset(); }

 private:
  [[nodiscard]] Result<void> open();

  std::string path_;
  std::uint64_t size_bytes_;
  std::optional<FileSource> open_;
};

class FileList {
 public:
  // Adds the file; or, of a folder, all files below it, by name; hidden ones and links in it are passed over. At most
  // 10,000 files, 32 folders deep.
  void add(const std::string& path);
  // Adds standard input under `name`; empty: under a name that fits its bytes.
  void add_standard_input(const std::string& name);

  // What is to be judged: what was named, with the shards beside an index that was, and of what is in folders the
  // weight files. Call it once, when all is added.
  [[nodiscard]] std::vector<FileGroup> groups();
  // How many files in folders are none; known after groups().
  [[nodiscard]] std::size_t left_out() const { return left_out_; }
  // How many named files, or weight files in folders, could not be opened.
  [[nodiscard]] std::size_t unread() const { return unread_; }
  [[nodiscard]] bool has_folder() const { return has_folder_; }

  [[nodiscard]] std::span<const NamedSource> sources() const { return sources_; }
  // Null: it was not added.
  [[nodiscard]] ByteSource* standard_input() const { return standard_input_.get(); }
  // A sentence for each path that could not be added.
  [[nodiscard]] const std::vector<std::string>& troubles() const { return troubles_; }
  // Gives back what these files hold.
  void close(std::span<const std::size_t> indices);

 private:
  void add_folder(const std::string& path, int depth);
  void add_file(const std::string& path, bool is_named);
  void add_shards();
  [[nodiscard]] bool is_meant(const FileGroup& group);

  std::deque<ListedFile> files_;
  std::unique_ptr<ByteSource> standard_input_;
  std::vector<NamedSource> sources_;    // points into files_ and to standard_input_
  std::vector<bool> is_named_;          // by source: named by the user, not found in a folder
  std::vector<ListedFile*> closeable_;  // by source; null: standard input
  std::vector<std::string> folders_;    // that were given and hold something
  std::vector<std::string> troubles_;
  std::size_t left_out_ = 0;
  std::size_t unread_ = 0;
  bool has_folder_ = false;
  bool is_full_ = false;
};

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_FILE_LIST_H_
