#include "container/text/window.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "container/byte_reading.h"
#include "weighbridge/limits.h"

namespace weighbridge::container {
namespace {

// Text has no control characters but these; backspace and escape are in the logs of progress bars.
bool is_text_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 ? byte != 0x7F : (c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\b' || c == '\x1b');
}
bool all_text_bytes(std::string_view bytes) { return std::ranges::all_of(bytes, is_text_byte); }

// The last character may be cut by the end of the window.
bool is_utf8_text(std::string_view bytes, bool may_be_cut) {
  const std::size_t valid = text::valid_utf8_prefix(bytes);
  const bool clean = valid == bytes.size() || (may_be_cut && text::is_cut_character(bytes.substr(valid)));
  return clean && all_text_bytes(bytes);
}

// Old one-byte encodings: mostly ASCII, and no control characters. Binary data has plenty of both.
bool is_8_bit_text(std::string_view bytes) {
  const auto high = static_cast<std::size_t>(
      std::ranges::count_if(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
  return bytes.size() >= 16 && high * 8 <= bytes.size() && all_text_bytes(bytes);
}

// The tail begins anywhere: up to three continuation bytes belong to a character before it.
bool is_text_tail(std::string_view tail) {
  for (int i = 0; i < 3 && !tail.empty() && (static_cast<unsigned char>(tail.front()) & 0xC0) == 0x80; ++i)
    tail.remove_prefix(1);
  while (tail.ends_with('\x1a') || tail.ends_with('\0')) tail.remove_suffix(1);  // DOS end of file; padding
  return is_utf8_text(tail, false);
}

std::string utf8_of(char32_t c) {
  const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
  if (c < 0x10000) return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
}

// What `command > file` of Windows PowerShell writes.
std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  for (std::size_t at = 0; at + 2 <= bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (c >= 0xD800 && c < 0xDC00 && at + 4 <= bytes.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
      at += 2;
    }
    out += c >= 0xD800 && c < 0xE000 ? std::string("\xEF\xBF\xBD") : utf8_of(c);
  }
  return out;
}

TextWindow window_of_utf16(std::string_view bytes, bool big_endian) {
  TextWindow window{from_utf16(bytes.substr(2), big_endian), "utf-16", false};
  window.is_text = !window.utf8.empty() && all_text_bytes(window.utf8) && !window.utf8.contains("\xEF\xBF\xBD");
  return window;
}

}  // namespace

std::string_view skip_space(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\f\v");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

Result<TextWindow> read_text_window(Probe& probe) {
  if (probe.has(0, "\xFF\xFE")) return window_of_utf16(probe.head_text(), false);
  if (probe.has(0, "\xFE\xFF")) return window_of_utf16(probe.head_text(), true);

  const bool whole_in_head = probe.size_bytes <= probe.head.size();
  TextWindow window;
  std::string_view head = probe.head_text();
  if (whole_in_head) {
    while (head.ends_with('\x1a')) head.remove_suffix(1);
  }
  if (is_utf8_text(head, !whole_in_head))
    window.encoding = "utf-8";
  else if (is_8_bit_text(head))
    window.encoding = "8-bit";
  window.is_text = !window.encoding.empty();

  std::string bytes(head);
  if (window.is_text && !whole_in_head) {
    const auto more = read_available(probe.source, 0, limits::kMaxTextBytes);
    if (!more) return std::unexpected(more.error());
    const bool longer = more->size() < probe.size_bytes;
    bytes = as_text(*more);
    if (window.encoding == "utf-8")
      window.is_text = is_utf8_text(bytes, longer) && (!longer || is_text_tail(as_text(probe.tail)));
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  window.utf8 = window.is_text && window.encoding == "utf-8" ? bytes.substr(0, text::valid_utf8_prefix(bytes))
                                                             : text::to_valid_utf8(bytes);
  return window;
}

}  // namespace weighbridge::container
