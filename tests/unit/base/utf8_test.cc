#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "base/text.h"

namespace text = weighbridge::text;
using std::string_view_literals::operator""sv;

namespace {

struct Case {
  std::string_view bytes;
  bool valid;
  std::string_view made_valid;
};

// U+FFFD for every maximal subpart: checked with Python's bytes.decode('utf-8', 'replace').
constexpr Case kCases[] = {
    {"", true, ""},
    {"plain", true, "plain"},
    {"gr\xC3\xB6\xC3\x9F"
     "e",
     true,
     "gr\xC3\xB6\xC3\x9F"
     "e"},
    {"\xF0\x9F\x98\x80", true, "\xF0\x9F\x98\x80"},
    {"a\0b"sv, true, "a\0b"sv},
    {"padded\0\0\0"sv, true, "padded"},
    {"\x80", false, "\xEF\xBF\xBD"},  // a stray continuation byte
    {"a\xFF"
     "b",
     false,
     "a\xEF\xBF\xBD"
     "b"},
    {"\xC0\x80", false, "\xEF\xBF\xBD\xEF\xBF\xBD"},                                  // overlong NUL
    {"\xC1\xBF", false, "\xEF\xBF\xBD\xEF\xBF\xBD"},                                  // overlong U+007F
    {"\xE0\x80\xAF", false, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},                  // overlong '/'
    {"\xED\xA0\x80", false, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},                  // a surrogate, U+D800
    {"\xED\x9F\xBF", true, "\xED\x9F\xBF"},                                           // U+D7FF, the last before them
    {"\xF4\x8F\xBF\xBF", true, "\xF4\x8F\xBF\xBF"},                                   // U+10FFFF, the last of all
    {"\xF4\x90\x80\x80", false, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},  // beyond it
    {"\xF0\x80\x80\x80", false, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},  // overlong
    {"\xE2\x82", false, "\xEF\xBF\xBD"},                                              // a cut euro sign: one piece
    {"\xE2\x82x", false, "\xEF\xBF\xBDx"},
    {"\xF0\x9F\x98", false, "\xEF\xBF\xBD"},
    {"\xC3\xC3\xB6", false, "\xEF\xBF\xBD\xC3\xB6"},
};

}  // namespace

TEST_CASE("UTF-8 is judged and repaired by the Unicode Standard's table 3-7") {
  for (const Case& c : kCases) {
    CAPTURE(std::string(c.made_valid));
    CHECK(text::is_valid_utf8(c.bytes) == c.valid);
    CHECK(text::to_valid_utf8(c.bytes) == c.made_valid);
    CHECK(text::is_valid_utf8(text::to_valid_utf8(c.bytes)));
  }
}

TEST_CASE("the valid front of a text ends at the first ill-formed piece") {
  CHECK(text::valid_utf8_prefix("abc") == 3);
  CHECK(text::valid_utf8_prefix("ab\xFF"
                                "c") == 2);
  CHECK(text::valid_utf8_prefix("\xC3\xB6\xC3") == 2);
}

TEST_CASE("only an unfinished character at the end counts as cut") {
  CHECK(text::is_cut_character("\xC3"));
  CHECK(text::is_cut_character("\xE2\x82"));
  CHECK(text::is_cut_character("\xF0\x9F\x98"));
  CHECK_FALSE(text::is_cut_character(""));
  CHECK_FALSE(text::is_cut_character("\xFF"));
  CHECK_FALSE(text::is_cut_character("\x80"));
  CHECK_FALSE(text::is_cut_character("\xC3\xB6"));
  CHECK_FALSE(text::is_cut_character("\xE2\x82x"));
  CHECK_FALSE(text::is_cut_character("\xED\xA0"));
}

TEST_CASE("shortening cuts at a character and counts its dots") {
  CHECK(text::shorten("dense_1", 7) == "dense_1");
  CHECK(text::shorten("dense_1/kernel", 10) == "dense_1...");
  CHECK(text::shorten("\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6", 7) == "\xC3\xB6\xC3\xB6...");
  CHECK(text::shorten("\xC3\xB6\xC3\xB6\xC3\xB6\xC3\xB6", 6) == "\xC3\xB6...");
  CHECK(text::shorten("\xF0\x9F\x98\x80\xF0\x9F\x98\x80", 6) == "...");
  CHECK(text::shorten("abcdef", 3) == "...");
  CHECK(text::shorten("abcdef", 2) == "ab");
  CHECK(text::shorten("abcdef", 0).empty());
}
