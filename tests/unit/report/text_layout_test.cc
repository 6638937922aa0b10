#include "report/text_layout.h"

#include <catch2/catch_test_macros.hpp>

using namespace weighbridge::report;

TEST_CASE("names from a file can't steer the terminal") {
  CHECK(harmless("dense") == "dense");
  CHECK(harmless("\x1B[31mred") == "\xEF\xBF\xBD[31mred");
  CHECK(harmless("a\nb\tc") == "a b c");
  CHECK(harmless("\xC2\x9B"
                 "31m") ==
        "\xEF\xBF\xBD"
        "31m");                               // U+009B, the one-character form of ESC [
  CHECK(harmless("\xC2\xA0") == "\xC2\xA0");  // U+00A0 is no control character
  CHECK(harmless("\x7F") == "\xEF\xBF\xBD");
  CHECK(harmless("\xFF") == "\xEF\xBF\xBD");
}

TEST_CASE("lines break between words") {
  CHECK(wrap("one two three", 80, 0) == "one two three");
  CHECK(wrap("one two three", 7, 0) == "one two\nthree");
  CHECK(wrap("one two three", 9, 2) == "one two\n  three");
  CHECK(wrap("immovable", 4, 0) == "immovable");
  CHECK(wrap("  spaces   between ", 80, 0) == "spaces between");
  CHECK(wrap("", 80, 4).empty());
}

TEST_CASE("columns are counted in characters, not bytes") {
  CHECK(columns_of("слой") == 4);
  CHECK(wrap("слой слой", 9, 0) == "слой слой");
  CHECK(clip("слой_слой", 6) == "сло...");
  CHECK(clip("слой", 4) == "слой");
  CHECK(clip("abcdef", 2) == "abcdef");
}

TEST_CASE("a table lines up") {
  CHECK(table({{"layer", "n"}, {"dense", "1,234"}, {"x", "5"}}, 1) ==
        "  layer      n\n  dense  1,234\n  x          5\n");
  CHECK(table({{"a", "b"}, {"long", ""}}, 0) == "  a     b\n  long\n");
  CHECK(table({}, 1).empty());
}
