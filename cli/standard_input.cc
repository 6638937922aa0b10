#include "standard_input.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "apart.h"
#include "file_source.h"
#include "weighbridge/analyze.h"

namespace weighbridge::cli {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

// Grows by chunks, so that a large pipe is never copied.
class PipedBytes final : public ByteSource {
 public:
  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }

  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override {
    if (offset > size_bytes_ || out.size() > size_bytes_ - offset)
      return fail(ErrorCode::out_of_range, "a read beyond the end");
    while (!out.empty()) {
      const std::span<const std::byte> chunk = std::span(chunks_[static_cast<std::size_t>(offset / kChunkBytes)]);
      const auto from = chunk.subspan(static_cast<std::size_t>(offset % kChunkBytes));
      const std::size_t part = std::min(from.size(), out.size());
      std::ranges::copy(from.first(part), out.begin());
      out = out.subspan(part);
      offset += part;
    }
    return {};
  }

  // Where the next bytes go; tell with grow() how many came.
  [[nodiscard]] std::span<std::byte> room() {
    const auto used = static_cast<std::size_t>(size_bytes_ % kChunkBytes);
    if (size_bytes_ / kChunkBytes == chunks_.size()) chunks_.emplace_back(kChunkBytes);
    return std::span(chunks_.back()).subspan(used);
  }
  void grow(std::size_t bytes) { size_bytes_ += bytes; }

 private:
  std::vector<std::vector<std::byte>> chunks_;
  std::uint64_t size_bytes_ = 0;
};

// 0 at the end, below 0 where it failed.
ssize_t read_some(std::span<std::byte> out) {
  ssize_t got = 0;
  do {
    got = ::read(STDIN_FILENO, out.data(), out.size());
  } while (got < 0 && errno == EINTR);
  return got;
}

constexpr std::string_view kNoName = "stdin";

std::string name_by_content(ByteSource& source) {
  const auto report = analyze(kNoName, source);
  if (!report) return std::string(kNoName);
  if (report->container == "keras-zip") return "stdin.keras";
  if (report->layout == "keras-v3-weights") return "stdin.weights.h5";
  return report->container == "hdf5" ? "stdin.h5" : std::string(kNoName);
}

std::string could_not_read() { return std::string("Standard input can't be read: ") + std::strerror(errno) + "."; }

}  // namespace

Result<std::unique_ptr<ByteSource>> open_standard_input() {
  struct stat status{};
  if (::fstat(STDIN_FILENO, &status) != 0) return fail(ErrorCode::io, could_not_read());
  if (S_ISREG(status.st_mode))
    return std::make_unique<FileSource>(FileSource::of_standard_input(static_cast<std::uint64_t>(status.st_size)));
  auto piped = std::make_unique<PipedBytes>();
  while (true) {
    const ssize_t got = read_some(piped->room());
    if (got < 0) return fail(ErrorCode::io, could_not_read());
    if (got == 0) return piped;
    piped->grow(static_cast<std::size_t>(got));
    if (piped->size_bytes() > kMostPipedBytes) {
      return fail(ErrorCode::limit, "More than 1 GB comes on standard input; save it as a file, and name that.");
    }
  }
}

std::string read_text_from_standard_input(std::size_t most) {
  std::string text(most, '\0');
  std::size_t size = 0;
  while (size < most) {
    const ssize_t got = read_some(std::as_writable_bytes(std::span(text).subspan(size)));
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
  }
  text.resize(size);
  return text;
}

std::string fitting_name(ByteSource& source) {
  // What crashes HDF5's library crashes a process apart; such a file has no name that fits.
  const auto name =
      run_apart([&source](const HandOver& hand_over) { hand_over({std::string(name_by_content(source))}); });
  return name ? name->front() : std::string(kNoName);
}

}  // namespace weighbridge::cli
