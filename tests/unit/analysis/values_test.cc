// The values of a file, however they are stored: fed by the host, or read by the analysis in steps.
#include <algorithm>
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <deque>
#include <map>
#include <string>

#include "io/memory_source.h"
#include "support/fixture.h"
#include "weighbridge/analysis.h"
#include "weighbridge/file_set.h"

using namespace weighbridge;

namespace {

using Bytes = std::vector<std::byte>;

Bytes fixture(const std::string& name) { return support::fixture_bytes(name); }

void feed_pieces(Analysis& analysis, ByteSource& source) {
  for (std::size_t i = 0; i < analysis.piece_count(); ++i) {
    const auto piece = analysis.piece(i);
    Bytes bytes(static_cast<std::size_t>(piece.size_bytes));
    REQUIRE(source.read_at(piece.offset, bytes));
    analysis.feed(i, bytes);
  }
}

Report report_of(const std::string& name, const Bytes& bytes) {
  io::MemorySource source{bytes};
  const auto analysis = Analysis::open(name, source);
  REQUIRE(analysis);
  while ((*analysis)->read_next().value_or(false)) {
  }
  CHECK((*analysis)->bytes_read() == (*analysis)->bytes_to_read());
  (*analysis)->finish_scan();
  return (*analysis)->report();
}

bool has(const Report& report, std::string_view id) {
  return std::ranges::any_of(report.findings, [id](const WordedFinding& worded) { return worded.finding.id == id; });
}

std::map<std::string, Tensor> tensors_of(const Report& report) {
  std::map<std::string, Tensor> tensors;
  for (const Layer& layer : report.layers) {
    for (const Tensor& tensor : layer.tensors) tensors[tensor.path] = tensor;
  }
  return tensors;
}

// Everything but the mean and the deviation is the same whatever the order in which the values came.
void check_same_values(const Report& packed, const Report& plain) {
  const auto wanted = tensors_of(plain);
  const auto found = tensors_of(packed);
  REQUIRE(wanted.size() > 1);
  REQUIRE(found.size() == wanted.size());
  for (const auto& [path, tensor] : wanted) {
    INFO(path);
    REQUIRE(tensor.stats);
    REQUIRE(found.at(path).stats);
    const TensorStats& a = *found.at(path).stats;
    const TensorStats& b = *tensor.stats;
    CHECK(a.count == b.count);
    CHECK(a.zeros == b.zeros);
    REQUIRE(a.finite);
    CHECK(a.finite->min == b.finite->min);
    CHECK(a.finite->max == b.finite->max);
    CHECK(a.finite->mean == Catch::Approx(b.finite->mean).epsilon(1e-12));
    CHECK(a.finite->standard_deviation == Catch::Approx(b.finite->standard_deviation).epsilon(1e-12));
    REQUIRE(a.histogram.has_value() == b.histogram.has_value());
    if (a.histogram) CHECK(a.histogram->counts == b.histogram->counts);
  }
  CHECK(packed.scan.state == ScanState::done);
  CHECK(packed.scan.tensors == plain.scan.tensors);
  CHECK(packed.scan.reason.empty());
}

// Puts `bytes` in place of what stands at `at`.
Bytes changed(Bytes file, std::size_t at, std::byte by) {
  REQUIRE(at < file.size());
  file[at] ^= by;
  return file;
}

}  // namespace

TEST_CASE("a file that was repacked in gzip chunks has the values of the original") {
  const Report packed = report_of("a.weights.h5", fixture("derived/v3_repacked_gzip.weights.h5"));
  REQUIRE_FALSE(packed.layers.empty());
  CHECK(packed.layers[0].tensors.at(0).storage.kind == StorageKind::chunked);
  check_same_values(packed, report_of("a.weights.h5", fixture("keras3.15.1/C01_w.weights.h5")));
}

TEST_CASE("an archive that was compressed anew has the values of the original") {
  const Report packed = report_of("m.keras", fixture("derived/zip_redeflated.keras"));
  check_same_values(packed, report_of("m.keras", fixture("keras3.15.1/C02_m.keras")));
  // Its places are those of unpacked bytes, none of the user's file.
  for (const auto& [path, tensor] : tensors_of(packed)) CHECK_FALSE(tensor.storage.offset);
}

TEST_CASE("packed values in one shard of a set are read from that shard") {
  const std::string index =
      R"({"metadata": {"total_size": 1.0}, "weight_map": {"/layers/dense/vars": "x_00000.weights.h5"}})";
  Bytes index_bytes(index.size());
  std::memcpy(index_bytes.data(), index.data(), index.size());
  std::deque<io::MemorySource> memory;
  memory.emplace_back(fixture("derived/v3_repacked_gzip.weights.h5"));
  memory.emplace_back(std::move(index_bytes));
  const std::vector<NamedSource> files = {{"x_00000.weights.h5", &memory[0]}, {"x.weights.json", &memory[1]}};
  const auto groups = group_files(files);
  REQUIRE(groups.size() == 1);
  REQUIRE(groups[0].kind == GroupKind::shards);
  const auto analysis = Analysis::open_group(groups[0], files);
  REQUIRE(analysis);
  CHECK((*analysis)->piece_count() == 0);
  REQUIRE((*analysis)->step_count() > 0);
  while ((*analysis)->read_next().value_or(false)) {
  }
  (*analysis)->finish_scan();
  check_same_values((*analysis)->report(), report_of("a.weights.h5", fixture("keras3.15.1/C01_w.weights.h5")));
}

TEST_CASE("pieces that the caller reads give the same values") {
  io::MemorySource source{fixture("keras3.15.1/C01_w.weights.h5")};
  const auto analysis = Analysis::open("a.weights.h5", source);
  REQUIRE(analysis);
  REQUIRE((*analysis)->piece_count() > 0);
  feed_pieces(**analysis, source);
  (*analysis)->finish_scan();
  check_same_values((*analysis)->report(), report_of("a.weights.h5", fixture("keras3.15.1/C01_w.weights.h5")));
}

TEST_CASE("reading ends where a piece can't be read any more, and the scan as cancelled") {
  io::MemorySource whole{fixture("keras3.15.1/C01_w.weights.h5")};
  struct Fading : ByteSource {
    explicit Fading(ByteSource& source) : under(source) {}
    [[nodiscard]] std::uint64_t size_bytes() const override { return under.size_bytes(); }
    [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override {
      if (gone) return fail(ErrorCode::io, "gone");
      return under.read_at(offset, out);
    }
    ByteSource& under;
    bool gone = false;
  } source(whole);
  const auto analysis = Analysis::open("a.weights.h5", source);
  REQUIRE(analysis);
  source.gone = true;
  CHECK_FALSE((*analysis)->read_next());
  (*analysis)->finish_scan();
  CHECK((*analysis)->report().scan.state == ScanState::cancelled);
}

TEST_CASE("the scan says truly what became of it") {
  SECTION("skipped where there is nothing to read, and no rule is left out then") {
    const Report report = report_of("a.weights.h5", fixture("keras3.6.0/A14_weightless.weights.h5"));
    CHECK(report.scan.state == ScanState::skipped);
    CHECK(report.not_run.empty());
  }
  SECTION("cancelled before the end of the steps") {
    io::MemorySource source{fixture("derived/zip_redeflated.keras")};
    const auto analysis = Analysis::open("m.keras", source);
    REQUIRE(analysis);
    REQUIRE((*analysis)->step_count() > 0);
    (*analysis)->finish_scan();
    CHECK((*analysis)->report().scan.state == ScanState::cancelled);
    CHECK(!(*analysis)->report().not_run.empty());
  }
  SECTION("partial where a chunk can't be unpacked, with the reason") {
    const Bytes file = fixture("derived/v3_repacked_gzip.weights.h5");
    // The first zlib stream (78 5e: compression level 4, as h5py's default) loses its beginning.
    const std::array<std::byte, 2> zlib = {std::byte{0x78}, std::byte{0x5e}};
    const auto at = std::ranges::search(file, zlib).begin() - file.begin();
    const Report report = report_of("a.weights.h5", changed(file, static_cast<std::size_t>(at), std::byte{0xff}));
    CHECK(report.scan.state == ScanState::partial);
    CHECK(report.scan.reason.starts_with("The values of 1 of "));
    CHECK(report.scan.reason.ends_with(", because a chunk of it can't be decompressed."));
    CHECK(std::ranges::count_if(tensors_of(report), [](const auto& item) {
            return !item.second.stats && !item.second.stats_problem.empty();
          }) == 1);
    CHECK(report.not_run.empty());
  }
  SECTION("partial where tensors are cut off") {
    const Report report = report_of("a.h5", fixture("damaged/weights_trunc99.h5"));
    CHECK(report.scan.state == ScanState::partial);
    CHECK(report.scan.tensors == 3);
    CHECK(report.scan.reason.starts_with("The values of 1 of 4 tensors could not be read. "));
  }
}

TEST_CASE("a changed byte in stored weights shows in the archive's checksum, once the values were read") {
  const Bytes file = fixture("keras3.15.1/C02_m.keras");
  CHECK_FALSE(has(report_of("m.keras", file), "zip-checksum-mismatch"));
  io::MemorySource source{file};
  const auto whole = Analysis::open("m.keras", source);
  REQUIRE(whole);
  const auto tensors = tensors_of((*whole)->report());
  const std::uint64_t at = *tensors.begin()->second.storage.offset;
  const Report report = report_of("m.keras", changed(file, static_cast<std::size_t>(at), std::byte{1}));
  CHECK(has(report, "zip-checksum-mismatch"));
  CHECK(report.scan.state == ScanState::done);
}

TEST_CASE("compressed weights that are too large to be unpacked are no damage, but can't be judged") {
  Bytes file = fixture("derived/zip_redeflated.keras");
  const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
  const std::size_t record = text.rfind("model.weights.h5") - 46;
  const auto put = [&](std::size_t at, std::uint32_t value) { std::memcpy(file.data() + record + at, &value, 4); };
  put(20, 400U << 20);  // the compressed size, and the size (APPNOTE 4.3.12)
  put(24, 600U << 20);
  io::MemorySource source{file};
  const auto analysis = Analysis::open("m.keras", source);
  REQUIRE(!analysis);
  CHECK(analysis.error().code == ErrorCode::limit);
  // Claims that nobody believes are a finding about the file.
  put(20, 1U << 20);
  io::MemorySource bomb{file};
  const auto judged = Analysis::open("m.keras", bomb);
  REQUIRE(judged);
  CHECK(has((*judged)->report(), "zip-bomb"));
}

TEST_CASE("a changed byte in an archive's config shows at once") {
  const Bytes file = fixture("keras3.15.1/C02_m.keras");
  const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
  const std::size_t at = text.find("\"Dense\"");
  REQUIRE(at != std::string_view::npos);
  io::MemorySource source{changed(file, at + 1, std::byte{0x20})};
  const auto analysis = Analysis::open("m.keras", source);
  REQUIRE(analysis);
  CHECK(has((*analysis)->report(), "zip-checksum-mismatch"));
}

TEST_CASE("a wrong checksum of compressed weights is said, and the weights are listed all the same") {
  Bytes file = fixture("derived/zip_redeflated.keras");
  const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
  // The central directory's record of the member: its CRC-32 at 16, its name at 46 (APPNOTE 4.3.12).
  const std::size_t name = text.rfind("model.weights.h5");
  REQUIRE(name != std::string_view::npos);
  const Report report = report_of("m.keras", changed(file, name - 46 + 16, std::byte{1}));
  CHECK(has(report, "zip-checksum-mismatch"));
  CHECK(report.scan.state == ScanState::done);
  CHECK(tensors_of(report).size() > 1);
}
