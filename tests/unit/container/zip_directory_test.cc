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

TEST_CASE("a sound archive is listed from its central directory") {
  const ZipDirectory directory = read(kStored);
  CHECK(directory.complete);
  CHECK(directory.problem.empty());
  CHECK_FALSE(directory.inconsistent);
  CHECK_FALSE(directory.overlapping);
  CHECK(directory.prefix_bytes == 0);
  CHECK(directory.trailing_bytes == 0);
  REQUIRE(names_of(directory) == kStoredNames);
  CHECK(directory.members[0].header_offset == 0);
  CHECK(directory.members[1].header_offset == 69);  // 30 + "metadata.json" + 26 bytes
  CHECK(directory.members[1].size_bytes == 28);
  CHECK(content_of(kStored, directory.members[1]) == R"({"class_name": "Sequential"})");
  CHECK(directory.find("model.weights.h5") == &directory.members[2]);
  CHECK(directory.find("weights.h5") == nullptr);
}

TEST_CASE("junk in front of and behind an archive is counted, and the members are still found") {
  for (const std::size_t front : {0u, 3u, 512u}) {
    for (const std::size_t behind : {0u, 1u, 23u, 60'000u}) {
      CAPTURE(front, behind);
      const std::string archive = std::string(front, '\0') + kStored + std::string(behind, '\n');
      const ZipDirectory directory = read(archive);
      CHECK(directory.complete);
      CHECK(directory.prefix_bytes == front);
      CHECK(directory.trailing_bytes == behind);
      REQUIRE(names_of(directory) == kStoredNames);
      CHECK(content_of(archive, directory.members[0]) == R"({"keras_version": "3.6.0"})");
    }
  }
}

TEST_CASE("a list of contents with another name than the member's own is not trusted") {
  for (const std::string_view name : kStoredNames) {
    CAPTURE(name);
    std::string archive = kStored;
    archive[archive.rfind(name)] ^= 0x20;  // "Model.weights.h5", as one bit makes it
    const ZipDirectory directory = read(archive);
    CHECK_FALSE(directory.complete);
    CHECK(directory.inconsistent);
    CHECK(directory.problem == "its list of contents has other names than its members");
    CHECK(names_of(directory) == kStoredNames);
  }
}

TEST_CASE("an archive's comment is no junk") {
  const std::string archive = test::from_hex(python_zips::kZip64Local);
  CHECK(archive.ends_with("a comment"));
  CHECK(read(archive).trailing_bytes == 0);
  CHECK(read(archive + "xy").trailing_bytes == 2);
  CHECK(read(archive.substr(0, archive.size() - 4)).complete);  // a cut comment harms nothing
}

TEST_CASE("a member with zip64 sizes in its local header is listed with or without the directory") {
  const std::string archive = test::from_hex(python_zips::kZip64Local);
  const ZipDirectory whole = read(archive);
  REQUIRE(whole.members.size() == 1);
  CHECK(whole.members[0].size_bytes == 15);
  const std::string cut = archive.substr(0, archive.find("PK\x01\x02"));
  const ZipDirectory walked = read(cut);
  CHECK_FALSE(walked.complete);
  REQUIRE(walked.members.size() == 1);
  CHECK(walked.members[0].size_bytes == 15);
  CHECK(content_of(cut, walked.members[0]) == "\x89HDF\r\n\x1a\nweights");
}

TEST_CASE("an archive cut anywhere lists what its local headers show") {
  const ZipDirectory whole = read(kStored);
  for (std::size_t length = 31; length < kStored.size(); ++length) {  // at 30 there is not a letter of a name
    CAPTURE(length);
    const std::string cut = kStored.substr(0, length);
    const ZipDirectory directory = read(cut);
    CHECK_FALSE(directory.complete);
    CHECK_FALSE(directory.inconsistent);
    CHECK(directory.problem == "the list of contents at its end is missing");
    std::size_t begun = 0;  // members whose 30 bytes of header are there
    for (const ZipMember& member : whole.members) begun += member.header_offset + 30 <= length ? 1 : 0;
    REQUIRE(directory.members.size() == begun);
    for (std::size_t i = 0; i < begun; ++i) {
      const ZipMember& member = directory.members[i];
      CHECK(whole.members[i].name.starts_with(member.name));
      CHECK(member.size_bytes == whole.members[i].size_bytes);
      CHECK(content_of(kStored, whole.members[i]).starts_with(content_of(cut, member)));
    }
  }
}

TEST_CASE("sizes that stand behind the data are found without the directory") {
  const std::string archive = test::from_hex(python_zips::kStreamed);
  const ZipDirectory whole = read(archive);
  CHECK(whole.complete);
  const std::string cut = archive.substr(0, archive.find("PK\x01\x02") + 10);
  const ZipDirectory walked = read(cut);
  CHECK_FALSE(walked.complete);
  REQUIRE(names_of(walked) == std::vector<std::string>{"a.txt", "b.txt"});
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(walked.members[i].size_bytes == whole.members[i].size_bytes);
    CHECK(walked.members[i].compressed_bytes == whole.members[i].compressed_bytes);
    CHECK(walked.members[i].crc32 == whole.members[i].crc32);
  }
  CHECK_FALSE(walked.inconsistent);
  CHECK(content_of(cut, walked.members[0]) == "stored with a descriptor");
  CHECK(content_of(cut, walked.members[1]).starts_with("deflated with a descriptor deflated"));
}

TEST_CASE("a descriptor is found across the border of two read pieces") {
  for (std::size_t missing = 0; missing < 6; ++missing) {
    CAPTURE(missing);
    const Member streamed{
        .name = "a", .content = std::string((1u << 20) - missing, 'x'), .flags = 8, .zeros_in_local_header = true};
    const std::string descriptor = "PK\x07\x08" + test::little(1, 4) + test::little(streamed.content.size(), 4) +
                                   test::little(streamed.content.size(), 4);
    const ZipDirectory directory =
        read(test::local_part(streamed) + descriptor + test::local_part({.name = "b", .content = "y"}));
    REQUIRE(names_of(directory) == std::vector<std::string>{"a", "b"});
    CHECK(directory.members[0].size_bytes == streamed.content.size());
    CHECK(directory.members[0].size_known);
    CHECK_FALSE(directory.inconsistent);
  }
}

TEST_CASE("an archive in an archive does not hide the outer one") {
  const ZipDirectory directory =
      read(test::make_zip({{.name = "inner.zip", .content = kStored}, {.name = "b", .content = "x"}}));
  CHECK(directory.complete);
  CHECK(names_of(directory) == std::vector<std::string>{"inner.zip", "b"});
}

TEST_CASE("a writer that died inside a member leaves zeros where its size belongs") {
  Member weights{.name = "model.weights.h5", .content = "\x89HDF\r\n\x1a\n and so on", .zeros_in_local_header = true};
  const std::string archive = test::local_part({.name = "metadata.json", .content = "{}"}) + test::local_part(weights);
  const ZipDirectory directory = read(archive);
  CHECK_FALSE(directory.complete);
  CHECK_FALSE(directory.inconsistent);
  REQUIRE(directory.members.size() == 2);
  CHECK(directory.members[0].size_known);
  CHECK_FALSE(directory.members[1].size_known);
  CHECK(directory.members[1].size_bytes == weights.content.size());
  CHECK(content_of(archive, directory.members[1]) == weights.content);
}

TEST_CASE("an empty member is not taken for an unfinished one") {
  const std::string archive =
      test::local_part({.name = "assets/", .content = ""}) + test::local_part({.name = "a", .content = "x"});
  const ZipDirectory directory = read(archive);
  REQUIRE(directory.members.size() == 2);
  CHECK(directory.members[0].size_bytes == 0);
  CHECK(directory.members[0].size_known);
}

TEST_CASE("bytes that were added or lost inside show as inconsistent") {
  SECTION("LF became CR LF") {
    std::string mangled =
        test::make_zip({{.name = "a.txt", .content = "one\ntwo\nthree\n"}, {.name = "b.txt", .content = "four\n"}});
    replace_all(mangled, "\n", "\r\n");
    const ZipDirectory directory = read(mangled);
    CHECK_FALSE(directory.complete);
    CHECK(directory.inconsistent);
    CHECK(names_of(directory) == std::vector<std::string>{"a.txt", "b.txt"});
  }
  SECTION("CR LF became LF") {
    std::string mangled = test::make_zip(
        {{.name = "a.txt", .content = "one\r\ntwo\r\nthree\r\n"}, {.name = "b.txt", .content = "four\r\n"}});
    replace_all(mangled, "\r\n", "\n");
    const ZipDirectory directory = read(mangled);
    CHECK_FALSE(directory.complete);
    CHECK(directory.inconsistent);
    CHECK(directory.problem == "4 bytes before the list of contents are missing");
    CHECK(names_of(directory) == std::vector<std::string>{"a.txt", "b.txt"});
  }
  SECTION("a piece is missing in the middle of a member") {
    std::string damaged = kStored;
    damaged.erase(75, 10);
    const ZipDirectory directory = read(damaged);
    CHECK_FALSE(directory.complete);
    CHECK(directory.problem == "10 bytes before the list of contents are missing");
  }
}

TEST_CASE("an end of zeros is not called inconsistent") {
  std::string zeroed = kStored;
  const std::size_t directory_at = zeroed.find("PK\x01\x02");
  std::fill(zeroed.begin() + static_cast<std::ptrdiff_t>(directory_at), zeroed.end(), '\0');
  const ZipDirectory directory = read(zeroed);
  CHECK_FALSE(directory.complete);
  CHECK_FALSE(directory.inconsistent);
  CHECK(directory.problem == "the end of the archive is filled with zero bytes");
  CHECK(names_of(directory) == kStoredNames);
}

TEST_CASE("of two members with one name the last counts, as in Python") {
  const ZipDirectory directory =
      read(test::make_zip({{.name = "config.json", .content = "old"}, {.name = "config.json", .content = "new"}}));
  CHECK(directory.find("config.json") == &directory.members[1]);
}

TEST_CASE("an archive without members is still one") {
  const ZipDirectory directory = read(test::make_zip({}));
  CHECK(directory.complete);
  CHECK(directory.members.empty());
}

TEST_CASE("an end record whose members are gone is an inconsistent archive") {
  const ZipDirectory directory = read("PK\x03\x04 and nothing sensible" + test::end_part(1, 5000, 0));
  CHECK_FALSE(directory.complete);
  CHECK(directory.inconsistent);
  CHECK(directory.members.empty());
}
