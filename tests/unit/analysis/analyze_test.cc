// The front door: what is an error of the analysis, what is a report; and that nothing depends on what was judged
// before.
#include "weighbridge/analyze.h"

#include <catch2/catch_test_macros.hpp>
#include <span>
#include <string_view>

#include "io/memory_source.h"

using namespace weighbridge;

namespace {

io::MemorySource of_text(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return io::MemorySource({bytes.begin(), bytes.end()});
}

class BrokenDisk final : public ByteSource {
 public:
  [[nodiscard]] std::uint64_t size_bytes() const override { return 4096; }
  [[nodiscard]] Result<void> read_at(std::uint64_t, std::span<std::byte>) override {
    return fail(ErrorCode::io, "the disk is gone");
  }
};

// Answers the first reads, then fails: the disk that dies half way.
class DyingDisk final : public ByteSource {
 public:
  explicit DyingDisk(ByteSource& parent, int reads) : parent_(parent), reads_left_(reads) {}
  [[nodiscard]] std::uint64_t size_bytes() const override { return parent_.size_bytes(); }
  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override {
    if (reads_left_-- <= 0) return fail(ErrorCode::io, "the disk is gone");
    return parent_.read_at(offset, out);
  }

 private:
  ByteSource& parent_;
  int reads_left_;
};

}  // namespace

TEST_CASE("a source that can't be read is an error, never a verdict") {
  BrokenDisk disk;
  const auto report = analyze("m.h5", disk);
  REQUIRE(!report);
  CHECK(report.error().code == ErrorCode::io);
}

TEST_CASE("a source that dies half way is an error too") {
  auto text = of_text(std::string("\x89HDF\r\n\x1a\n", 8) + std::string(300'000, '\1'));
  DyingDisk disk(text, 0);
  CHECK(!analyze("m.h5", disk));
}

TEST_CASE("a bad file is a report") {
  auto nothing = of_text("");
  const auto report = analyze("m.weights.h5", nothing);
  REQUIRE(report);
  CHECK(report->verdict.state == VerdictState::not_weights);
  CHECK(report->container == "empty");
  CHECK(report->layout == std::nullopt);
  CHECK(report->file_name == "m.weights.h5");
  CHECK(report->scan.state == ScanState::skipped);
}

TEST_CASE("the same bytes and name give the same report, whatever came between") {
  auto page = of_text("<!DOCTYPE html><html><head><title>404</title></head></html>");
  const std::string first = to_json(*analyze("m.h5", page));
  auto signature_only = of_text(std::string("\x89HDF\r\n\x1a\n", 8) + std::string(600, '\xFF'));
  REQUIRE(analyze("x.h5", signature_only));
  CHECK(to_json(*analyze("m.h5", page)) == first);
}

TEST_CASE("a file name that is no valid UTF-8 still gives valid JSON") {
  auto page = of_text("hello");
  CHECK(to_json(*analyze("mod\xFF.h5", page)).contains("\"mod\xEF\xBF\xBD.h5\""));
}
