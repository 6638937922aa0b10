// Text for people and for JSON: valid UTF-8, shortened, numbers the same in every build.
#ifndef WEIGHBRIDGE_BASE_TEXT_H_
#define WEIGHBRIDGE_BASE_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weighbridge::text {

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);
// How many bytes from the front on are valid: all of them, or up to the first ill-formed or cut character.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view bytes);
// Is `rest` the beginning of one character whose end is missing? (The end of a window into a longer text.)
[[nodiscard]] bool is_cut_character(std::string_view rest);
// Replaces every ill-formed piece with one U+FFFD and drops NULs at the end. Pieces are what the Unicode Standard calls
// maximal subparts (section 3.9), as in browsers and Python: a cut character is one piece, a stray or overlong byte one
// each.
[[nodiscard]] std::string to_valid_utf8(std::string_view bytes);
// At most `max_bytes` bytes, cut at a character, "..." appended when cut (included in the count; left out below 3
// bytes).
[[nodiscard]] std::string shorten(std::string_view utf8, std::size_t max_bytes);
// "1,234,567"
[[nodiscard]] std::string group_digits(std::uint64_t number);
// "0 bytes", "1 byte", "12.3 KB", "4.5 MB": powers of 1000, at most one decimal
[[nodiscard]] std::string size_for_people(std::uint64_t bytes);
// "1 layer", "3 layers"
[[nodiscard]] std::string count_of(std::uint64_t n, std::string_view singular);
// "a, b and c"; with more than `max_items`: "a, b and 7 more"
[[nodiscard]] std::string join_names(const std::vector<std::string>& names, std::size_t max_items);
// "89 48 44 46"
[[nodiscard]] std::string hex(std::span<const std::byte> bytes);
// Shortest decimal that reads back the same (decimal.h), whole numbers below 2^53 without an exponent; "nan",
// "inf", "-inf".
[[nodiscard]] std::string number(double value);
// Natural order: "dense_2" before "dense_10".
[[nodiscard]] bool natural_less(std::string_view a, std::string_view b);
[[nodiscard]] std::string to_lower_ascii(std::string_view s);
// Is it digits, at least one, and nothing else?
[[nodiscard]] bool is_all_digits(std::string_view s);
// The number that the whole of `s` is, in decimal; none where anything else stands in it, or where it is too large.
[[nodiscard]] std::optional<std::uint64_t> to_number(std::string_view s);

}  // namespace weighbridge::text

#endif  // WEIGHBRIDGE_BASE_TEXT_H_
