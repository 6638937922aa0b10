#include "base/harmless.h"

#include <cstddef>
#include <cstdint>

#include "base/text.h"

namespace weighbridge::text {
namespace {

constexpr std::string_view kInstead = "\xEF\xBF\xBD";  // U+FFFD

// How many bytes the character at the beginning takes; `valid` is valid UTF-8 and not empty.
std::size_t length_of(std::string_view valid) {
  const auto lead = static_cast<std::uint8_t>(valid[0]);
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

std::uint32_t code_point(std::string_view character) {
  const auto lead = static_cast<std::uint8_t>(character[0]);
  if (character.size() == 1) return lead;
  std::uint32_t code = lead & (0x7Fu >> character.size());
  for (const char c : character.substr(1)) code = code << 6 | (static_cast<std::uint8_t>(c) & 0x3Fu);
  return code;
}

bool is_within(std::uint32_t code, std::uint32_t first, std::uint32_t last) { return code >= first && code <= last; }

// Controls move a terminal's cursor and change its colours. The rest can't be seen but turns the direction of the text
// behind it around, breaks the line or hides what is written: Unicode Standard 15.0, Bidi_Control, and the annex 36's
// invisible characters. The joiners U+200C and U+200D belong to the spelling of many languages and stay.
bool does_harm(std::uint32_t code) {
  return code < 0x20 || is_within(code, 0x7F, 0x9F) || code == 0x061C || code == 0x200B ||
         is_within(code, 0x200E, 0x200F) || is_within(code, 0x2028, 0x202E) || is_within(code, 0x2066, 0x206F) ||
         code == 0xFEFF || is_within(code, 0xE0000, 0xE007F);
}

}  // namespace

std::string harmless(std::string_view text) {
  const std::string valid = to_valid_utf8(text);
  std::string out;
  out.reserve(valid.size());
  for (std::string_view rest = valid; !rest.empty();) {
    const std::string_view character = rest.substr(0, length_of(rest));
    rest.remove_prefix(character.size());
    if (character == "\n" || character == "\t")
      out += ' ';
    else
      out += does_harm(code_point(character)) ? kInstead : character;
  }
  return out;
}

}  // namespace weighbridge::text
