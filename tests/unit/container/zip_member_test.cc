#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <limits>
#include <string>

#include "bytes.h"
#include "container/zip/zip.h"
#include "python_zips.h"
#include "weighbridge/limits.h"

using namespace weighbridge::container;
using test::Member;
using weighbridge::ErrorCode;

namespace {

const std::string kDeflated = test::from_hex(python_zips::kDeflated);

// The member as the directory has it, changed by `change`, opened.
template <typename Change>
weighbridge::Result<MemberBytes> open_changed(weighbridge::ByteSource& source, std::string_view name, Change change) {
  const auto directory = read_zip_directory(source);
  REQUIRE(directory);
  const ZipMember* found = directory->find(name);
  REQUIRE(found != nullptr);
  ZipMember member = *found;
  change(member);
  return open_member(source, member);
}

ErrorCode code_of(const weighbridge::Result<MemberBytes>& opened) {
  REQUIRE_FALSE(opened);
  return opened.error().code;
}

}  // namespace

TEST_CASE("a stored member is a window into the archive") {
  const std::string archive =
      "junk" + test::make_zip({{.name = "a.txt", .content = "first"}, {.name = "b.txt", .content = "second"}});
  auto source = test::source_of(archive);
  const auto opened = open_changed(source, "b.txt", [](ZipMember&) {});
  REQUIRE(opened);
  CHECK(opened->stored);
  CHECK(opened->absolute_offset == archive.find("second"));
  CHECK(test::text_of(*opened->source) == "second");
}

TEST_CASE("deflated members are inflated and checked") {
  auto source = test::source_of(kDeflated);
  const auto zeros = open_changed(source, "zeros.txt", [](ZipMember&) {});
  REQUIRE(zeros);
  CHECK_FALSE(zeros->stored);
  CHECK(test::text_of(*zeros->source) == std::string(5000, '0'));
  const auto hello = open_changed(source, "hello.txt", [](ZipMember&) {});
  REQUIRE(hello);
  CHECK(test::text_of(*hello->source) == "hello, hello, hello, hello");
  const auto empty = open_changed(source, "empty.txt", [](ZipMember&) {});
  REQUIRE(empty);
  CHECK(empty->source->size_bytes() == 0);
}

TEST_CASE("a member that is not what it says is an error") {
  auto source = test::source_of(kDeflated);
  CHECK(code_of(open_changed(source, "zeros.txt", [](ZipMember& m) { m.size_bytes -= 1; })) == ErrorCode::malformed);
  CHECK(code_of(open_changed(source, "zeros.txt", [](ZipMember& m) { m.size_bytes += 1; })) == ErrorCode::malformed);
  CHECK(code_of(open_changed(source, "zeros.txt", [](ZipMember& m) { m.size_bytes = 0; })) == ErrorCode::malformed);
  CHECK(code_of(open_changed(source, "zeros.txt", [](ZipMember& m) { m.compressed_bytes -= 1; })) ==
        ErrorCode::malformed);
  CHECK(code_of(open_changed(source, "zeros.txt", [](ZipMember& m) { m.compressed_bytes = 0; })) ==
        ErrorCode::malformed);
  CHECK(code_of(open_changed(source, "empty.txt", [](ZipMember& m) { m.size_bytes = 1; })) == ErrorCode::malformed);
  CHECK(code_of(open_changed(source, "hello.txt", [](ZipMember& m) { m.header_offset += 1; })) == ErrorCode::malformed);
  CHECK(code_of(open_changed(source, "hello.txt", [](ZipMember& m) {
          m.header_offset = std::numeric_limits<std::uint64_t>::max();
        })) == ErrorCode::malformed);
  CHECK(code_of(open_changed(source, "hello.txt", [](ZipMember& m) { m.method = 0; })) == ErrorCode::malformed);
}

TEST_CASE("a deflated member's checksum is handed out, right or wrong") {
  auto source = test::source_of(kDeflated);
  std::uint32_t packed = 0;
  const auto changed = open_changed(source, "zeros.txt", [&](ZipMember& m) { packed = m.crc32, m.crc32 ^= 1; });
  REQUIRE(changed);
  CHECK(changed->crc32 == packed);
  CHECK(test::text_of(*changed->source) == std::string(5000, '0'));
}

TEST_CASE("what can't be opened here is said to be so") {
  auto source = test::source_of(kDeflated);
  CHECK(code_of(open_changed(source, "hello.txt", [](ZipMember& m) { m.encrypted = true; })) == ErrorCode::unsupported);
  CHECK(code_of(open_changed(source, "hello.txt", [](ZipMember& m) { m.method = 14; })) == ErrorCode::unsupported);
  auto encrypted = test::source_of(test::make_zip({{.name = "a", .content = "x", .flags = 1}}));
  CHECK(code_of(open_changed(encrypted, "a", [](ZipMember&) {})) == ErrorCode::unsupported);
}

TEST_CASE("impossible sizes are refused before anything is allocated") {
  auto source = test::source_of(kDeflated);
  CHECK(code_of(open_changed(source, "hello.txt", [](ZipMember& m) {
          m.size_bytes = weighbridge::limits::kMaxInflatedBytes + 1;
        })) == ErrorCode::limit);
  CHECK(code_of(open_changed(source, "hello.txt", [](ZipMember& m) {
          m.size_bytes = weighbridge::limits::kMaxInflatedBytes;
        })) == ErrorCode::malformed);
  CHECK(code_of(open_changed(source, "hello.txt", [](ZipMember& m) {
          m.size_bytes = weighbridge::limits::kMaxInflatedBytes;
          m.compressed_bytes = std::numeric_limits<std::uint64_t>::max();
        })) == ErrorCode::malformed);
}

TEST_CASE("a stored member of a cut archive is as long as what is there") {
  const std::string archive =
      test::make_zip({{.name = "model.weights.h5", .content = std::string(1000, 'w')}}).substr(0, 546);
  auto source = test::source_of(archive);
  const auto opened = open_changed(source, "model.weights.h5", [](ZipMember& m) { CHECK(m.size_bytes == 1000); });
  REQUIRE(opened);
  CHECK(opened->source->size_bytes() == 500);
}

TEST_CASE("a deflated member of a cut archive is an error, wherever it was cut") {
  const std::size_t data_at = 30 + 9;
  for (std::size_t length = data_at; length < 60; ++length) {
    CAPTURE(length);
    auto source = test::source_of(kDeflated.substr(0, length));
    const auto directory = read_zip_directory(source);
    REQUIRE(directory);
    REQUIRE(directory->members.size() == 1);
    const auto opened = open_member(source, directory->members[0]);
    if (directory->members[0].compressed_bytes <= length - data_at) continue;
    CHECK(code_of(opened) == ErrorCode::malformed);
  }
}

TEST_CASE("a disk that breaks while a member is read is no damage of the archive") {
  for (std::uint64_t failing = 0; failing < 10; ++failing) {
    test::SparseSource source(kDeflated.size(), {{0, kDeflated}});
    const auto directory = read_zip_directory(source);
    REQUIRE(directory);
    source.reads = 0;
    source.fail_at_read = failing;
    const auto opened = open_member(source, directory->members[0]);
    if (source.reads <= failing) break;
    CHECK(code_of(opened) == ErrorCode::io);
  }
}
