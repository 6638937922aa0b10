#include "standard_input.h"

#include <algorithm>
#include <vector>

#include "apart.h"
#include "file_source.h"
#include "standard_input_bytes.h"
#include "told_job.h"
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

constexpr std::string_view kNoName = "stdin";

}  // namespace

std::string name_by_content(ByteSource& source) {
  const auto report = analyze(kNoName, source);
  if (!report) return std::string(kNoName);
  if (report->container == "keras-zip") return "stdin.keras";
  if (report->layout == "keras-v3-weights") return "stdin.weights.h5";
  return report->container == "hdf5" ? "stdin.h5" : std::string(kNoName);
}

namespace {

std::unexpected<Error> could_not_read(const Error& error) {
  return fail(ErrorCode::io, "Standard input can't be read: " + error.message + ".");
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open_standard_input() {
  const auto file_size = standard_input_file_size();
  if (!file_size) return could_not_read(file_size.error());
  if (*file_size) return std::make_unique<FileSource>(FileSource::of_standard_input(**file_size));
  auto piped = std::make_unique<PipedBytes>();
  while (true) {
    const auto got = read_standard_input(piped->room());
    if (!got) return could_not_read(got.error());
    if (*got == 0) return piped;
    piped->grow(*got);
    if (piped->size_bytes() > kMostPipedBytes) {
      return fail(ErrorCode::limit, "More than 1 GB comes on standard input; save it as a file, and name that.");
    }
  }
}

std::string read_text_from_standard_input(std::size_t most) {
  std::string text(most, '\0');
  std::size_t size = 0;
  while (size < most) {
    const auto got = read_standard_input(std::as_writable_bytes(std::span(text).subspan(size)));
    if (!got || *got == 0) break;
    size += *got;
  }
  text.resize(size);
  return text;
}

std::string fitting_name(ByteSource& source) {
  // What crashes HDF5's library crashes a process apart; such a file has no name that fits.
  const auto name = run_apart([&source](const HandOver& hand_over) { hand_over({name_by_content(source)}); },
                              kMostSilentSeconds, tell_name_job, &source);
  return name ? name->front() : std::string(kNoName);
}

}  // namespace weighbridge::cli
