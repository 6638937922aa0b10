#include "base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/decimal.h"

namespace weighbridge::text {
namespace {

std::string decimal(std::uint64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return {digits.data(), end};
}

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (word.ends_with(ending)) return true;
  }
  return false;
}

// Good enough for the field's terms: layers, bytes, classes, batches, entries, arrays.
std::string plural(std::string_view singular) {
  std::string word(singular);
  if (ends_with_any(word, {"s", "x", "ch", "sh"})) return word + "es";
  if (word.ends_with('y') && !ends_with_any(word, {"ay", "ey", "oy", "uy"})) {
    word.back() = 'i';
    return word + "es";
  }
  return word + "s";
}

}  // namespace

std::string group_digits(std::uint64_t number) {
  const std::string digits = decimal(number);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

std::string size_for_people(std::uint64_t bytes) {
  if (bytes < 1000) return count_of(bytes, "byte");
  constexpr std::array<std::string_view, 6> kUnits = {"KB", "MB", "GB", "TB", "PB", "EB"};
  std::uint64_t unit = 1000;
  for (std::size_t i = 0; i < kUnits.size(); ++i, unit *= 1000) {
    // Split so that nothing overflows near 2^64.
    const std::uint64_t tenths = bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
    if (tenths >= 10'000 && i + 1 < kUnits.size()) continue;
    std::string out = decimal(tenths / 10);
    if (tenths % 10 != 0) out.append(".").append(decimal(tenths % 10));
    return out.append(" ").append(kUnits[i]);
  }
  return {};  // not reached: the last unit always answers
}

std::string count_of(std::uint64_t n, std::string_view singular) {
  return group_digits(n) + " " + (n == 1 ? std::string(singular) : plural(singular));
}

std::string join_names(const std::vector<std::string>& names, std::size_t max_items) {
  const std::size_t shown = names.size() <= max_items ? names.size() : (max_items == 0 ? 1 : max_items);
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  if (shown < names.size()) out += " and " + group_digits(names.size() - shown) + " more";
  return out;
}

std::string hex(std::span<const std::byte> bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const std::byte byte : bytes) {
    if (!out.empty()) out += ' ';
    out += kDigits[std::to_integer<std::size_t>(byte >> 4)];
    out += kDigits[std::to_integer<std::size_t>(byte & std::byte{0x0F})];
  }
  return out;
}

std::string number(double value) {
  // Below 2^53 every whole number is exact: 100000 reads better than 1e+05. -0 keeps its sign by the other way.
  const bool whole =
      std::abs(value) < 9007199254740992.0 && std::trunc(value) == value && !(value == 0 && std::signbit(value));
  return whole ? std::to_string(static_cast<std::int64_t>(value)) : shortest(value);
}

std::string to_lower_ascii(std::string_view s) {
  std::string out(s);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::optional<std::uint64_t> to_number(std::string_view s) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), number);
  if (error != std::errc{} || end != s.data() + s.size()) return std::nullopt;
  return number;
}

bool is_all_digits(std::string_view s) {
  return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace weighbridge::text
