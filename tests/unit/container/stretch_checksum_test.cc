#include "container/zip/stretch_checksum.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "bytes.h"

using namespace weighbridge::container;

// 0xcbf43926 is the check value of CRC-32 (ISO-HDLC): of the nine digits.
TEST_CASE("the checksum is that of the stretch alone, however its bytes come") {
  const auto file = test::bytes_of("before123456789behind");
  CHECK(crc32_of(std::span(file).subspan(6, 9)) == 0xcbf43926U);
  for (std::size_t piece = 1; piece <= file.size(); ++piece) {
    StretchChecksum checksum(6, 15);
    for (std::size_t at = 0; at < file.size(); at += piece) {
      CHECK(checksum.crc32().has_value() == (at >= 15));
      checksum.feed(at, std::span(file).subspan(at, std::min(piece, file.size() - at)));
    }
    CHECK(checksum.crc32() == 0xcbf43926U);
  }
}

TEST_CASE("without all of its bytes a stretch has no checksum") {
  const auto file = test::bytes_of("123456789");
  StretchChecksum gap(0, 9);
  gap.feed(0, std::span(file).first(3));
  gap.feed(4, std::span(file).subspan(4));
  CHECK_FALSE(gap.crc32());
  CHECK(StretchChecksum(5, 5).crc32() == 0U);
}
