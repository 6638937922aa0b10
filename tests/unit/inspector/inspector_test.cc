// What HDF5's own library says of whole, cut, broken and foreign files, and what an analysis makes of its answers.
#include "weighbridge/inspector.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <string>

#include "io/memory_source.h"
#include "unit/hdf5/image.h"
#include "weighbridge/analysis.h"

namespace weighbridge::tests {
namespace {

Bytes small_file() {
  return make_image([](hid_t file) {
    const std::array<float, 4> values{1, 2, 3, 4};
    add_dataset(file, "kernel", H5T_IEEE_F32LE, {4}, values.data());
  });
}

Inspection inspected(Bytes image) {
  io::MemorySource source(std::move(image));
  const auto said = inspect_file(source);
  REQUIRE(said);
  REQUIRE(said->has_value());
  return **said;
}

// Format specification 3.0, II.A: the root's object header of the files that make_image writes.
constexpr std::size_t kRootHeader0 = 96;

}  // namespace

TEST_CASE("a whole file opens, and is no trouble", "[inspector]") {
  const Inspection said = inspected(small_file());
  CHECK(said == Inspection{.library = library_name(), .answer = InspectionAnswer::opens, .words = {}});
  CHECK(said.library.starts_with("HDF5 1."));
  CHECK_FALSE(is_trouble(said));
}

TEST_CASE("a cut file is refused in h5py's words, which is no trouble for who lists it", "[inspector]") {
  Bytes image = small_file();
  image.resize(image.size() - 1);
  const Inspection said = inspected(image);
  CHECK(said.answer == InspectionAnswer::refused);
  CHECK(said.words.starts_with("truncated file: eof = " + std::to_string(image.size())));
  CHECK(said.only_cut);
  CHECK_FALSE(is_trouble(said));
}

TEST_CASE("a file without its root is refused, cut or not", "[inspector]") {
  Bytes image = small_file();
  std::fill_n(image.begin() + kRootHeader0, 16, std::byte{0});
  for (const std::size_t missing : {0u, 1u}) {
    image.resize(image.size() - missing);
    const Inspection said = inspected(image);
    CHECK(said.answer == InspectionAnswer::refused);
    CHECK(said.words == "bad object header version number");
    CHECK_FALSE(said.only_cut);
    CHECK(is_trouble(said));
  }
}

TEST_CASE("what has no HDF5 in it is not asked about", "[inspector]") {
  io::MemorySource text(Bytes(64, std::byte{'x'}));
  const auto said = inspect_file(text);
  REQUIRE(said);
  CHECK_FALSE(said->has_value());
}

TEST_CASE("an analysis waits for the answer, and takes one that changes nothing", "[inspector]") {
  io::MemorySource source(small_file());
  auto analysis = Analysis::open("m.h5", source);
  REQUIRE(analysis);
  CHECK((*analysis)->wants_inspection());
  CHECK_FALSE((*analysis)->report().inspection);
  const std::array answers{std::optional(Inspection{.library = "HDF5 1.14", .words = {}})};
  CHECK((*analysis)->take_inspections(answers));
  CHECK((*analysis)->report().inspection == answers[0]);
  CHECK_FALSE((*analysis)->wants_inspection());
}

TEST_CASE("one that HDF5 refuses or dies of is opened anew, as damaged", "[inspector]") {
  io::MemorySource source(small_file());
  const auto first = Analysis::open("m.h5", source);
  REQUIRE(first);
  CHECK((*first)->report().verdict.state != VerdictState::damaged);
  for (const InspectionAnswer answer : {InspectionAnswer::refused, InspectionAnswer::crashed, InspectionAnswer::hung}) {
    const std::optional said = Inspection{.library = "HDF5 1.14", .answer = answer, .words = "bad heap"};
    CHECK_FALSE((*first)->take_inspections(std::array{said}));
    const Inspect inspect = [&said](std::size_t, ByteSource&, std::uint64_t) -> Result<std::optional<Inspection>> {
      return said;
    };
    const auto anew = Analysis::open("m.h5", source, {.inspect = inspect});
    REQUIRE(anew);
    CHECK((*anew)->report().verdict.state == VerdictState::damaged);
    CHECK((*anew)->report().inspection == said);
  }
}

}  // namespace weighbridge::tests
