#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "bytes.h"
#include "container/zip/zip.h"
#include "io/memory_source.h"
#include "python_zips.h"
#include "weighbridge/limits.h"

using namespace weighbridge::container;
using test::Member;
using weighbridge::ErrorCode;

namespace {

const std::string kStored = test::from_hex(python_zips::kStored);
const std::vector<std::string> kStoredNames = {"metadata.json", "config.json", "model.weights.h5"};

ZipDirectory read(std::string_view archive) {
  auto source = test::source_of(archive);
  auto directory = read_zip_directory(source);
  REQUIRE(directory);
  return *std::move(directory);
}

std::vector<std::string> names_of(const ZipDirectory& directory) {
  std::vector<std::string> names;
  for (const ZipMember& member : directory.members) names.push_back(member.name);
  return names;
}

std::string content_of(std::string_view archive, const ZipMember& member) {
  auto source = test::source_of(archive);
  auto opened = open_member(source, member);
  return opened ? test::text_of(*opened->source) : opened.error().message;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

}  // namespace

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
    const Member streamed{.name = "a", .content = std::string((1u << 20) - missing, 'x'), .flags = 8, .zeros_in_local_header = true};
    const std::string descriptor =
        "PK\x07\x08" + test::little(1, 4) + test::little(streamed.content.size(), 4) + test::little(streamed.content.size(), 4);
    const ZipDirectory directory = read(test::local_part(streamed) + descriptor + test::local_part({.name = "b", .content = "y"}));
    REQUIRE(names_of(directory) == std::vector<std::string>{"a", "b"});
    CHECK(directory.members[0].size_bytes == streamed.content.size());
    CHECK(directory.members[0].size_known);
    CHECK_FALSE(directory.inconsistent);
  }
}

TEST_CASE("an archive in an archive does not hide the outer one") {
  const ZipDirectory directory = read(test::make_zip({{.name = "inner.zip", .content = kStored}, {.name = "b", .content = "x"}}));
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
  const std::string archive = test::local_part({.name = "assets/", .content = ""}) + test::local_part({.name = "a", .content = "x"});
  const ZipDirectory directory = read(archive);
  REQUIRE(directory.members.size() == 2);
  CHECK(directory.members[0].size_bytes == 0);
  CHECK(directory.members[0].size_known);
}

TEST_CASE("bytes that were added or lost inside show as inconsistent") {
  SECTION("LF became CR LF") {
    std::string mangled = test::make_zip({{.name = "a.txt", .content = "one\ntwo\nthree\n"}, {.name = "b.txt", .content = "four\n"}});
    replace_all(mangled, "\n", "\r\n");
    const ZipDirectory directory = read(mangled);
    CHECK_FALSE(directory.complete);
    CHECK(directory.inconsistent);
    CHECK(names_of(directory) == std::vector<std::string>{"a.txt", "b.txt"});
  }
  SECTION("CR LF became LF") {
    std::string mangled =
        test::make_zip({{.name = "a.txt", .content = "one\r\ntwo\r\nthree\r\n"}, {.name = "b.txt", .content = "four\r\n"}});
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
    test::SparseSource source(200'000'000,
                              {{0, local}, {200'000'000 - 22, test::end_part(1, weighbridge::limits::kMaxZipDirectoryBytes + 1, 100)}});
    const auto directory = read_zip_directory(source);
    REQUIRE_FALSE(directory);
    CHECK(directory.error().code == ErrorCode::limit);
    CHECK(source.read_bytes < 1'000'000);
  }
}

TEST_CASE("an archive of more than 4 GB is read by its zip64 records") {
  constexpr std::uint64_t kFar = 5'000'000'000;
  // The locator notes where the zip64 end record is; junk in front makes that wrong, data in between makes the usual place wrong.
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
      const std::string zip64_end = "PK\x06\x06" + test::little(44 + between, 8) + test::little(45, 2) + test::little(45, 2) +
                                    test::little(0, 8) + test::little(1, 8) + test::little(1, 8) + test::little(central.size(), 8) +
                                    test::little(directory_at, 8);
      const std::string locator = "PK\x06\x07" + test::little(0, 4) + test::little(directory_at + central.size(), 8) + test::little(1, 4);
      const std::string end =
          far_member + central + zip64_end + std::string(between, 'e') + locator + test::end_part(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF);
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
  const std::vector<std::string> sound = {kStored, test::from_hex(python_zips::kDeflated), test::from_hex(python_zips::kZip64Local),
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
