// Archives that lie about themselves, or are none.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "bytes.h"
#include "container/zip/zip.h"
#include "io/memory_source.h"
#include "weighbridge/limits.h"
#include "zip_reading.h"

using namespace weighbridge::container;
using namespace test;
using weighbridge::ErrorCode;
TEST_CASE("members that share bytes are seen") {
  const Member member{.name = "bomb", .content = std::string(100, 'x')};
  std::string archive = test::local_part(member);
  const std::string directory = test::central_part(member, 0) + test::central_part(member, 0);
  archive += directory + test::end_part(2, directory.size(), archive.size());
  const ZipDirectory read_back = read(archive);
  CHECK(read_back.complete);
  CHECK(read_back.overlapping);
}

TEST_CASE("a directory that lies is not believed") {
  const Member member{.name = "a", .content = "content"};
  const std::string local = test::local_part(member);
  SECTION("it begins before the file") {
    const ZipDirectory directory = read(local + test::end_part(1, 5000, 0));
    CHECK_FALSE(directory.complete);
    CHECK(names_of(directory) == std::vector<std::string>{"a"});
  }
  SECTION("it points at no header") {
    const std::string central = test::central_part(member, 7);
    const ZipDirectory directory = read(local + central + test::end_part(1, central.size(), local.size()));
    CHECK_FALSE(directory.complete);
    CHECK(directory.inconsistent);
    CHECK(names_of(directory) == std::vector<std::string>{"a"});
  }
  SECTION("its records are broken") {
    std::string central = test::central_part(member, 0);
    central[28] = '\xFF';  // a name of more than 255 bytes
    const ZipDirectory directory = read(local + central + test::end_part(1, central.size(), local.size()));
    CHECK_FALSE(directory.complete);
    CHECK(directory.problem == "the list of contents at its end is damaged");
    CHECK(names_of(directory) == std::vector<std::string>{"a"});
  }
  SECTION("it promises zip64 numbers and has none") {
    Member huge = member;
    huge.size = 0xFFFFFFFF;
    const std::string central = test::central_part(huge, 0);
    CHECK_FALSE(read(local + central + test::end_part(1, central.size(), local.size())).complete);
  }
  SECTION("it claims to be larger than any") {
    test::SparseSource source(
        200'000'000,
        {{0, local}, {200'000'000 - 22, test::end_part(1, weighbridge::limits::kMaxZipDirectoryBytes + 1, 100)}});
    const auto directory = read_zip_directory(source);
    REQUIRE_FALSE(directory);
    CHECK(directory.error().code == ErrorCode::limit);
    CHECK(source.read_bytes < 1'000'000);
  }
}

TEST_CASE("an archive of more than 4 GB is read by its zip64 records") {
  constexpr std::uint64_t kFar = 5'000'000'000;
  // The locator notes where the zip64 end record is; junk in front makes that wrong, data in between makes the usual
  // place wrong.
  for (const std::size_t junk : {0u, 100u}) {
    for (const std::size_t between : {0u, 12u}) {
      if (junk > 0 && between > 0) continue;  // then nobody can find it
      CAPTURE(junk, between);
      const Member small{.name = "config.json", .content = "{}"};
      const std::string far_member = test::local_part(small);
      std::string central = test::central_part(small, 0);
      central.replace(42, 4, test::little(0xFFFFFFFF, 4));
      central.replace(30, 2, test::little(12, 2));
      central += test::little(1, 2) + test::little(8, 2) + test::little(kFar, 8);
      const std::uint64_t directory_at = kFar + far_member.size();
      const std::string zip64_end = "PK\x06\x06" + test::little(44 + between, 8) + test::little(45, 2) +
                                    test::little(45, 2) + test::little(0, 8) + test::little(1, 8) + test::little(1, 8) +
                                    test::little(central.size(), 8) + test::little(directory_at, 8);
      const std::string locator =
          "PK\x06\x07" + test::little(0, 4) + test::little(directory_at + central.size(), 8) + test::little(1, 4);
      const std::string end = far_member + central + zip64_end + std::string(between, 'e') + locator +
                              test::end_part(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF);
      test::SparseSource source(junk + kFar + end.size(), {{junk + kFar, end}});
      const auto directory = read_zip_directory(source);
      REQUIRE(directory);
      CHECK(directory->complete);
      REQUIRE(directory->members.size() == 1);
      CHECK(directory->members[0].header_offset == junk + kFar);
      const auto opened = open_member(source, directory->members[0]);
      REQUIRE(opened);
      CHECK(opened->absolute_offset == junk + kFar + 30 + 11);
      CHECK(test::text_of(*opened->source) == "{}");
      CHECK(source.read_bytes < 500'000);
    }
  }
}

TEST_CASE("what is no archive is an error, and a broken disk is another") {
  auto text = test::source_of("just some text, PK included");
  const auto directory = read_zip_directory(text);
  REQUIRE_FALSE(directory);
  CHECK(directory.error().code == ErrorCode::malformed);
  for (std::uint64_t failing = 0; failing < 4; ++failing) {
    test::SparseSource source(kStored.size(), {{0, kStored}});
    source.fail_at_read = failing;
    const auto failed = read_zip_directory(source);
    if (source.reads <= failing) continue;  // it needed fewer reads
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == ErrorCode::io);
  }
}

TEST_CASE("damaged archives are read without harm") {
  const unsigned seed = GENERATE(1u, 2u, 3u, 4u);
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string> sound = {kStored, test::from_hex(python_zips::kDeflated),
                                          test::from_hex(python_zips::kZip64Local),
                                          test::from_hex(python_zips::kStreamed)};
  for (int round = 0; round < 3000; ++round) {
    std::string archive = sound[random() % sound.size()];
    for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
      archive[random() % archive.size()] = static_cast<char>(random() % 3 == 0 ? 0xFF : random());
    if (random() % 4 == 0) archive.resize(random() % archive.size());
    auto source = test::source_of(archive);
    const auto directory = read_zip_directory(source);
    if (!directory) continue;
    CHECK(directory->members.size() <= 20);
    for (const ZipMember& member : directory->members) {
      const auto opened = open_member(source, member);
      if (opened && opened->stored) CHECK(opened->source->size_bytes() <= archive.size());
    }
  }
}
