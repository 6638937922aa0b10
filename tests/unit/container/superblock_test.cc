#include "container/superblock.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "bytes.h"

using weighbridge::container::read_superblock;
using weighbridge::container::Superblock;

namespace {

std::optional<Superblock> read(const std::string& file, std::uint64_t at = 0) {
  auto source = test::source_of(file);
  return read_superblock(source, at);
}

// Specification 3.0, section II.A "Version 2 Superblock": flags at 11, then base, extension, end of file, root header,
// checksum.
std::string superblock_v2(int version, std::uint64_t end_of_file, int flags, int width = 8) {
  return std::string("\x89HDF\r\n\x1a\n", 8) + static_cast<char>(version) + static_cast<char>(width) +
         static_cast<char>(width) + static_cast<char>(flags) + test::little(0, width) +
         std::string(static_cast<std::size_t>(width), '\xFF') + test::little(end_of_file, width) +
         test::little(48, width) + test::little(0x12345678, 4);
}

}  // namespace

TEST_CASE("version 0: end of file, flags and a root that was never written") {
  const auto sound = read(test::superblock_v0(800) + "\x01" + std::string(703, '\0'));
  REQUIRE(sound);
  CHECK(sound->version == 0);
  CHECK(sound->size_of_offsets == 8);
  CHECK(sound->end_of_file == 800);
  CHECK(sound->consistency_flags == 0);
  CHECK(sound->base_address == 0);
  CHECK_FALSE(sound->root_header_is_zero);

  const auto killed = read(test::superblock_v0(2048, 1) + std::string(5000, '\0'));
  REQUIRE(killed);
  CHECK(killed->end_of_file == 2048);
  CHECK(killed->consistency_flags == 1);
  CHECK(killed->root_header_is_zero);
}

TEST_CASE("a root header that is not there is not called zero") {
  const auto killed_at_once = read(test::superblock_v0(2048, 1));
  REQUIRE(killed_at_once);
  CHECK_FALSE(killed_at_once->root_header_is_zero);
}

TEST_CASE("version 1 has four bytes more in front of its addresses") {
  std::string block = test::superblock_v0(4321);
  block[8] = 1;
  block.insert(24, 4, '\x11');
  const auto read_back = read(block);
  REQUIRE(read_back);
  CHECK(read_back->version == 1);
  CHECK(read_back->end_of_file == 4321);
}

TEST_CASE("versions 2 and 3 keep their flags at byte 11") {
  for (const int version : {2, 3}) {
    const auto read_back = read(superblock_v2(version, 12979, 5) + std::string(100, 'x'));
    REQUIRE(read_back);
    CHECK(read_back->version == version);
    CHECK(read_back->end_of_file == 12979);
    CHECK(read_back->consistency_flags == 5);
    CHECK_FALSE(read_back->root_header_is_zero);
  }
  const auto narrow = read(superblock_v2(2, 70'000, 0, 4));
  REQUIRE(narrow);
  CHECK(narrow->size_of_offsets == 4);
  CHECK(narrow->end_of_file == 70'000);
  CHECK(read(superblock_v2(3, 2048, 1) + std::string(100, '\0'))->root_header_is_zero);
}

TEST_CASE("behind a user block the numbers are absolute") {
  // h5py's userblock_size=512: the base address is noted and the end of file counts from the file's beginning.
  const auto noted = read(std::string(512, 'u') + test::superblock_v0(1312, 0, 512), 512);
  REQUIRE(noted);
  CHECK(noted->base_address == 512);
  CHECK(noted->end_of_file == 1312);
  // Put in front later: HDF5 moves base and end by the difference (corpus: derived/v3_userblock.weights.h5).
  const auto moved = read(std::string(512, 'u') + test::superblock_v0(800), 512);
  REQUIRE(moved);
  CHECK(moved->base_address == 512);
  CHECK(moved->end_of_file == 1312);
  CHECK_FALSE(moved->root_header_is_zero);  // nothing stands at 512 + 96: the user block's own byte 96 is not looked at
  CHECK(read(std::string(512, 'u') + test::superblock_v0(800) + std::string(16, '\0'), 512)->root_header_is_zero);
  // And taken away later.
  const auto lost = read(test::superblock_v0(1312, 0, 512));
  REQUIRE(lost);
  CHECK(lost->base_address == 0);
  CHECK(lost->end_of_file == 800);
}

TEST_CASE("a superblock that is cut off or makes no sense is none") {
  const std::string whole = test::superblock_v0(800);
  for (std::size_t length = 0; length < 72; ++length) {
    CAPTURE(length);
    CHECK_FALSE(read(whole.substr(0, length)));
  }
  CHECK(read(whole.substr(0, 72)));  // the root's header address ends here
  std::string version = whole;
  version[8] = 4;
  CHECK_FALSE(read(version));
  for (const char width : {'\x00', '\x03', '\x10', '\xFF'}) {
    std::string block = whole;
    block[13] = width;
    CHECK_FALSE(read(block));
  }
  CHECK_FALSE(read(whole, 1'000'000));
}
