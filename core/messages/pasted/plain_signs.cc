#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"
#include "messages/pasted/pasted.h"

namespace weighbridge::messages {
namespace {

struct Signs {
  std::uint32_t first, last;  // code points
  std::string_view plain;
};
// The box drawings, as a mark for without_frame().
constexpr std::string_view kFrame = "\x01";
constexpr std::string_view kEscape = "\x1b";

constexpr auto kSigns = std::to_array<Signs>({
    {0x00a0, 0x00a0, " "},                            // non-breaking: HTML pages, Teams, Outlook
    {0x00ab, 0x00ab, "\""},    {0x00ad, 0x00ad, ""},  // soft hyphen
    {0x00b4, 0x00b4, "'"},     {0x00bb, 0x00bb, "\""},  {0x1680, 0x1680, " "},   {0x2000, 0x200a, " "},
    {0x200b, 0x200f, ""},  // no width; direction marks
    {0x2010, 0x2015, "-"},     {0x2018, 0x201b, "'"},   {0x201c, 0x201f, "\""},  {0x2028, 0x2029, "\n"},
    {0x202a, 0x202e, ""},      {0x202f, 0x202f, " "},   {0x2032, 0x2032, "'"},   {0x2033, 0x2033, "\""},
    {0x2039, 0x203a, "'"},     {0x205f, 0x205f, " "},   {0x2060, 0x2064, ""},    {0x2212, 0x2212, "-"},
    {0x241b, 0x241b, kEscape},                           // the picture of an escape
    {0x2500, 0x257f, kFrame},  {0x2771, 0x2771, "-->"},  // where rich points in a traceback
    {0x3000, 0x3000, " "},     {0xfb00, 0xfb00, "ff"},   // PDF
    {0xfb01, 0xfb01, "fi"},    {0xfb02, 0xfb02, "fl"},  {0xfb03, 0xfb03, "ffi"}, {0xfb04, 0xfb04, "ffl"},
    {0xfeff, 0xfeff, ""},
});

struct Spelling {
  std::string_view written, plain;
};
// As a log or a page writes signs that it may not hold.
constexpr auto kSpellings = std::to_array<Spelling>({
    {"&nbsp;", " "},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&apos;", "'"},
    {"&#39;", "'"},
    {"&#x27;", "'"},
    {"&amp;", "&"},
    {"\\'", "'"},
    {"\\\"", "\""},
    {"\\x1b", kEscape},
    {"\\033", kEscape},
    {"^[[", "\x1b["},
    {"\\u001b", kEscape},
    {"\\u00a0", " "},
    {"\\xa0", " "},
});

// Two and three bytes of UTF-8, which all signs above have; 0: something else.
std::uint32_t code_point(std::string_view text, std::size_t& length) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
  const auto goes_on = [&](std::size_t at) { return (byte(at) & 0xc0u) == 0x80u; };
  length = 1;
  if ((byte(0) & 0xe0u) == 0xc0u && goes_on(1)) {
    length = 2;
    return ((byte(0) & 0x1fu) << 6u) | (byte(1) & 0x3fu);
  }
  if ((byte(0) & 0xf0u) == 0xe0u && goes_on(1) && goes_on(2)) {
    length = 3;
    return ((byte(0) & 0x0fu) << 12u) | ((byte(1) & 0x3fu) << 6u) | (byte(2) & 0x3fu);
  }
  return 0;
}

// The sign at the front of `text` in plain form, taken away from it.
std::string_view take_sign(std::string_view& text) {
  for (const Spelling& spelling : kSpellings) {
    if (!text.starts_with(spelling.written)) continue;
    text.remove_prefix(spelling.written.size());
    return spelling.plain;
  }
  std::size_t length = 1;
  const std::uint32_t sign = code_point(text, length);
  const std::string_view taken = text.substr(0, length);
  text.remove_prefix(length);
  // Full width, as Chinese and Japanese keyboards write them.
  constexpr std::string_view kFullWidth =
      "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  if (sign >= 0xff01 && sign < 0xff01 + kFullWidth.size()) return kFullWidth.substr(sign - 0xff01, 1);
  const auto found =
      std::ranges::find_if(kSigns, [sign](const Signs& signs) { return sign >= signs.first && sign <= signs.last; });
  return found == kSigns.end() ? taken : found->plain;
}

// "\x1b[0;31m" of a terminal; "[0;31m" where its first sign was lost on the way.
std::size_t length_of_colour(std::string_view text) {
  const std::size_t open = text.starts_with(kEscape) ? 1 : 0;
  if (!text.substr(open).starts_with('[')) return open;
  const std::size_t end = text.find_first_not_of("0123456789;?", open + 1);
  if (end == std::string_view::npos) return open;
  const bool is_colour = text[end] == 'm' && end > open + 1;
  const bool is_letter = (text[end] >= 'A' && text[end] <= 'Z') || (text[end] >= 'a' && text[end] <= 'z');
  return is_colour || (open > 0 && is_letter) ? end + 1 : open;
}

std::string without_colours(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = length_of_colour(text);
    if (length == 0) out += text.front();
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

// A line without the frame on its left and right. Of a line that is a frame nothing is left.
std::string_view without_frame(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t last = line.find_last_not_of(' ');
  const auto is_bar = [&](std::size_t at) { return line[at] == '|' || line[at] == kFrame.front(); };
  if (begin == line.size() || begin == last || !is_bar(begin)) return line;
  const bool is_framed = line[begin] == kFrame.front() || is_bar(last);
  if (!is_framed) return line;
  line = line.substr(begin + 1, (is_bar(last) ? last : last + 1) - begin - 1);
  return line.starts_with(' ') ? line.substr(1) : line;
}

}  // namespace

std::string in_plain_signs(std::string_view pasted) {
  std::string signs;
  signs.reserve(pasted.size());
  while (!pasted.empty()) signs += take_sign(pasted);
  const std::string plain = without_colours(signs);
  std::string out;
  for (const std::string& line : lines_of(plain)) {
    out += without_frame(line);
    out += '\n';
  }
  std::ranges::replace(out, kFrame.front(), ' ');
  out.pop_back();
  return out;
}

}  // namespace weighbridge::messages
