#include "scan_values.h"

#include <cstdint>
#include <cstdio>

namespace weighbridge::cli {
namespace {

// One line on standard error, overwritten in place and wiped at the end.
class Progress {
 public:
  Progress(bool shown, std::uint64_t total_bytes)
      : shown_(shown && total_bytes > kWorthShowing), total_bytes_(total_bytes) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() {
    if (shown_) std::fputs("\r\033[K", stderr);
  }
  void show(std::uint64_t done_bytes) {
    if (!shown_) return;
    const int percent = static_cast<int>(done_bytes * 100 / total_bytes_);
    if (percent == percent_) return;
    percent_ = percent;
    std::fprintf(stderr, "\rreading values: %d %%", percent);
  }

 private:
  static constexpr std::uint64_t kWorthShowing = 200u << 20;
  bool shown_;
  std::uint64_t total_bytes_;
  int percent_ = -1;
};

}  // namespace

Result<void> scan_values(Analysis& analysis, bool show_progress) {
  Progress progress(show_progress, analysis.bytes_to_read());
  Result<bool> more = true;
  while (more && *more) {
    more = analysis.read_next();
    progress.show(analysis.bytes_read());
  }
  analysis.finish_scan();
  if (!more) return std::unexpected(more.error());
  return {};
}

}  // namespace weighbridge::cli
