#include <cstddef>
#include <string_view>

#include "base/text.h"

namespace weighbridge::text {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes the run of digits at the front of `s` off and returns it without leading zeros.
std::string_view take_number(std::string_view& s) {
  std::size_t end = 0;
  while (end < s.size() && is_digit(s[end])) ++end;
  std::string_view digits = s.substr(0, end);
  s.remove_prefix(end);
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  return digits;
}

int compare_numbers(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;  // no leading zeros: the longer is the greater
  return a.compare(b);
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
  const std::string_view whole_a = a;
  const std::string_view whole_b = b;
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const int order = compare_numbers(take_number(a), take_number(b));
      if (order != 0) return order < 0;
    } else {
      if (a.front() != b.front()) return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  if (a.empty() != b.empty()) return a.empty();
  return whole_a < whole_b;  // equal but for leading zeros ("a01", "a1"): still one fixed order
}

}  // namespace weighbridge::text
