#include "summary.h"

#include <numeric>
#include <string_view>

#include "base/text.h"

namespace weighbridge::cli {
namespace {

std::string_view word_of(VerdictState state) {
  switch (state) {
    case VerdictState::filled:
      return "loaded";
    case VerdictState::partly_empty:
      return "partly empty";
    case VerdictState::empty:
      return "empty";
    case VerdictState::damaged:
      return "damaged";
    case VerdictState::not_weights:
      return "not weights";
  }
  return "";
}

void append(std::string& line, std::size_t count, std::string_view word) {
  if (count == 0) return;
  if (!line.empty()) line += ", ";
  line += text::group_digits(count) + " " + std::string(word);
}

}  // namespace

void Summary::count(VerdictState state, What what) {
  ++states_[static_cast<std::size_t>(state)];
  if (state == VerdictState::filled && what.has_finding) ++with_finding_;
  if (state == VerdictState::empty && what.is_in_order) ++in_order_;
  if (what.is_excused) ++excused_;
  if (!what.is_in_order && !what.is_excused) ++bad_;
}

std::size_t Summary::files() const { return std::accumulate(states_.begin(), states_.end(), unread_); }

std::size_t Summary::not_loaded() const {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < kStates; ++i)
    sum += static_cast<VerdictState>(i) == VerdictState::filled ? 0 : states_[i];
  return sum;
}

std::string Summary::line() const {
  std::string line;
  for (std::size_t i = 0; i < kStates; ++i) {
    const auto state = static_cast<VerdictState>(i);
    append(line, states_[i], word_of(state));
    if (state == VerdictState::filled && with_finding_ > 0) {
      line += with_finding_ == states_[i] ? " (with a finding)"
                                          : " (" + text::group_digits(with_finding_) + " of them with a finding)";
    }
    if (state == VerdictState::empty && in_order_ > 0) {
      line += in_order_ == states_[i] ? " (as it should be)"
                                      : " (" + text::group_digits(in_order_) + " of them as it should be)";
    }
  }
  append(line, unread_, "not read");
  if (line.empty()) line = "no weight file";
  if (left_out_ > 0) line += "; " + text::count_of(left_out_, "other file") + " left out";
  return line;
}

}  // namespace weighbridge::cli
