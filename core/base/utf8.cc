#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/text.h"

namespace weighbridge::text {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// What stands at one place of a text: a whole character, or the longest run of bytes that begins one but does not end
// it.
struct Unit {
  std::size_t bytes;
  bool valid;
};

// The second byte decides whether a sequence is overlong, a surrogate or beyond U+10FFFF.
// The Unicode Standard 15.0, section 3.9, table 3-7 "Well-Formed UTF-8 Byte Sequences".
struct SecondByte {
  std::uint8_t low;
  std::uint8_t high;
};
SecondByte second_byte_range(std::uint8_t lead) {
  switch (lead) {
    case 0xE0:
      return {0xA0, 0xBF};
    case 0xED:
      return {0x80, 0x9F};
    case 0xF0:
      return {0x90, 0xBF};
    case 0xF4:
      return {0x80, 0x8F};
    default:
      return {0x80, 0xBF};
  }
}

std::size_t sequence_length(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;  // a continuation byte, C0, C1 or F5..FF: never a lead
}

Unit unit_at(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  const std::size_t length = sequence_length(byte(at));
  if (length == 0) return {1, false};
  if (length == 1) return {1, true};
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= bytes.size()) return {i, false};
    const SecondByte range = i == 1 ? second_byte_range(byte(at)) : SecondByte{0x80, 0xBF};
    if (byte(at + i) < range.low || byte(at + i) > range.high) return {i, false};
  }
  return {length, true};
}

// Names are ASCII, nearly all of them: eight bytes at a time.
std::size_t behind_ascii(std::string_view bytes, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  for (std::uint64_t eight = 0; bytes.size() - at >= sizeof eight; at += sizeof eight) {
    std::memcpy(&eight, bytes.data() + at, sizeof eight);
    if ((eight & kHighBits) != 0) break;
  }
  return at;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) { return valid_utf8_prefix(bytes) == bytes.size(); }

std::size_t valid_utf8_prefix(std::string_view bytes) {
  for (std::size_t at = 0; (at = behind_ascii(bytes, at)) < bytes.size();) {
    const Unit unit = unit_at(bytes, at);
    if (!unit.valid) return at;
    at += unit.bytes;
  }
  return bytes.size();
}

bool is_cut_character(std::string_view rest) {
  if (rest.empty() || rest.size() > 3) return false;
  const Unit unit = unit_at(rest, 0);
  return !unit.valid && unit.bytes == rest.size() && sequence_length(static_cast<std::uint8_t>(rest[0])) > rest.size();
}

std::string to_valid_utf8(std::string_view bytes) {
  while (!bytes.empty() && bytes.back() == '\0') bytes.remove_suffix(1);
  std::size_t at = valid_utf8_prefix(bytes);
  std::string out;
  out.reserve(bytes.size());
  out.append(bytes.substr(0, at));
  while (at < bytes.size()) {
    const Unit unit = unit_at(bytes, at);
    out.append(unit.valid ? bytes.substr(at, unit.bytes) : kReplacement);
    at += unit.bytes;
  }
  return out;
}

std::string shorten(std::string_view utf8, std::size_t max_bytes) {
  if (utf8.size() <= max_bytes) return std::string(utf8);
  const std::string_view dots = max_bytes >= 3 ? "..." : "";
  std::size_t cut = max_bytes - dots.size();
  while (cut > 0 && (static_cast<std::uint8_t>(utf8[cut]) & 0xC0) == 0x80) --cut;
  return std::string(utf8.substr(0, cut)).append(dots);
}

}  // namespace weighbridge::text
