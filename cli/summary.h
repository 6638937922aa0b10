// What came of several files, in one line.
#ifndef WEIGHBRIDGE_CLI_SUMMARY_H_
#define WEIGHBRIDGE_CLI_SUMMARY_H_

#include <array>
#include <cstddef>
#include <string>

#include "weighbridge/report.h"

namespace weighbridge::cli {

class Summary {
 public:
  struct What {
    bool is_in_order;  // loaded, or empty as it should be
    bool is_excused;   // else, but it is not to count
    bool has_finding;  // one of --fail-on
  };
  void count(VerdictState state, What what);
  void count_unread(std::size_t files) { unread_ += files; }
  void count_left_out(std::size_t others) { left_out_ += others; }

  [[nodiscard]] std::size_t not_loaded() const;
  [[nodiscard]] std::size_t excused() const { return excused_; }
  [[nodiscard]] std::size_t with_finding() const { return with_finding_; }
  // Neither in order nor excused, or not read.
  [[nodiscard]] std::size_t bad() const { return bad_ + unread_; }
  [[nodiscard]] std::size_t files() const;
  // "9 loaded (1 of them with a finding), 2 empty, 1 damaged, 1 not read; 3 other files left out", without a line
  // break.
  [[nodiscard]] std::string line() const;

 private:
  static constexpr std::size_t kStates = 5;
  std::array<std::size_t, kStates> states_{};  // by VerdictState
  std::size_t with_finding_ = 0;               // of the loaded ones
  std::size_t in_order_ = 0;                   // of the empty ones
  std::size_t excused_ = 0;
  std::size_t bad_ = 0;
  std::size_t unread_ = 0;
  std::size_t left_out_ = 0;
};

}  // namespace weighbridge::cli

#endif  // WEIGHBRIDGE_CLI_SUMMARY_H_
