// A file that counts what is read from it.
#ifndef WEIGHBRIDGE_TESTS_SUPPORT_COUNTING_FILE_H_
#define WEIGHBRIDGE_TESTS_SUPPORT_COUNTING_FILE_H_

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "weighbridge/byte_source.h"

namespace weighbridge::support {

class CountingFile final : public ByteSource {
 public:
  explicit CountingFile(const std::string& path)
      : file_(path, std::ios::binary), size_bytes_(std::filesystem::file_size(path)) {}

  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }
  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override {
    if (offset > size_bytes_ || out.size() > size_bytes_ - offset)
      return fail(ErrorCode::out_of_range, "read outside the file");
    ++reads_;
    read_bytes_ += out.size();
    note(offset, offset + out.size());
    file_.seekg(static_cast<std::streamoff>(offset));
    file_.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size()));
    return file_ ? Result<void>() : fail(ErrorCode::io, "the file could not be read");
  }
  [[nodiscard]] std::uint64_t reads() const { return reads_; }
  [[nodiscard]] std::uint64_t read_bytes() const { return read_bytes_; }
  // Those of them that had been read before.
  [[nodiscard]] std::uint64_t read_again_bytes() const { return read_again_bytes_; }

 private:
  // Joins [begin, end) to what was read so far.
  void note(std::uint64_t begin, std::uint64_t end) {
    auto stretch = known_.upper_bound(begin);
    if (stretch != known_.begin() && std::prev(stretch)->second >= begin) --stretch;
    while (stretch != known_.end() && stretch->first <= end) {
      const std::uint64_t from = std::max(begin, stretch->first);
      const std::uint64_t to = std::min(end, stretch->second);
      if (to > from) read_again_bytes_ += to - from;
      begin = std::min(begin, stretch->first);
      end = std::max(end, stretch->second);
      stretch = known_.erase(stretch);
    }
    known_.emplace(begin, end);
  }

  std::ifstream file_;
  std::uint64_t size_bytes_;
  std::uint64_t reads_ = 0;
  std::uint64_t read_bytes_ = 0;
  std::uint64_t read_again_bytes_ = 0;
  std::map<std::uint64_t, std::uint64_t> known_;  // stretches that were read, begin to end; none touches another
};

}  // namespace weighbridge::support

#endif  // WEIGHBRIDGE_TESTS_SUPPORT_COUNTING_FILE_H_
