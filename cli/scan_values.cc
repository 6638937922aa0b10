#include "scan_values.h"

#include <cstdio>
#include <vector>

namespace weighbridge::cli {
namespace {

// One line on standard error, overwritten in place and wiped at the end.
class Progress {
 public:
  Progress(bool shown, std::uint64_t total_bytes) : shown_(shown && total_bytes > kWorthShowing), total_bytes_(total_bytes) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() {
    if (shown_) std::fputs("\r\033[K", stderr);
  }
  void advance(std::uint64_t bytes) {
    done_bytes_ += bytes;
    const int percent = static_cast<int>(done_bytes_ * 100 / total_bytes_);
    if (!shown_ || percent == percent_) return;
    percent_ = percent;
    std::fprintf(stderr, "\rreading values: %d %%", percent);
  }

 private:
  static constexpr std::uint64_t kWorthShowing = 200u << 20;
  bool shown_;
  std::uint64_t total_bytes_;
  std::uint64_t done_bytes_ = 0;
  int percent_ = -1;
};

std::uint64_t total_bytes(const Analysis& analysis) {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < analysis.piece_count(); ++i) total += analysis.piece(i).size_bytes;
  for (std::size_t i = 0; i < analysis.step_count(); ++i) total += analysis.step_bytes(i);
  return total;
}

// Fails where the file can't be read any more.
Result<void> feed_pieces(Analysis& analysis, const FileGroup& group, std::span<const NamedSource> files, Progress& progress) {
  std::vector<std::byte> buffer;
  for (std::size_t i = 0; i < analysis.piece_count(); ++i) {
    const Analysis::Piece piece = analysis.piece(i);
    buffer.resize(static_cast<std::size_t>(piece.size_bytes));
    if (auto read = files[group.files[piece.file]].source->read_at(piece.offset, buffer); !read) return read;
    analysis.feed(i, buffer);
    progress.advance(piece.size_bytes);
  }
  return {};
}

}  // namespace

Result<void> scan_values(Analysis& analysis, const FileGroup& group, std::span<const NamedSource> files, bool show_progress) {
  Progress progress(show_progress, total_bytes(analysis));
  const auto fed = feed_pieces(analysis, group, files, progress);
  for (std::size_t i = 0; fed && i < analysis.step_count(); ++i) {
    analysis.run_step(i);
    progress.advance(analysis.step_bytes(i));
  }
  analysis.finish_scan();
  return fed;
}

}  // namespace weighbridge::cli
