// Listing reads little: the verdict on a gigabyte rests on its structure.
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "fixtures/sparse_file.h"
#include "support/counting_file.h"
#include "weighbridge/analyze.h"

using namespace weighbridge;

namespace {

constexpr fixtures::SparseModel kModel{.layers = 100, .tensor_values = 1'310'720};  // 200 tensors of 5 MiB: 1.05 GB

// A path in the build folder that is removed afterwards.
struct Scratch {
  explicit Scratch(const std::string& name)
      : path(std::string(WEIGHBRIDGE_BUILD_DIR) + "/" + std::to_string(::getpid()) + "-" + name) {}
  ~Scratch() { std::filesystem::remove(path); }
  std::string path;
};

void check_listing(const std::string& path, std::string_view name, std::string_view layout) {
  support::CountingFile file(path);
  REQUIRE(file.size_bytes() > 1'000'000'000);
  const auto report = analyze(name, file);
  REQUIRE(report);
  CHECK(report->verdict.state == VerdictState::filled);
  CHECK(report->layout == layout);
  CHECK(report->totals.layers_with_weights == 100);
  CHECK(report->totals.tensors == 200);
  CHECK(report->totals.bytes == 200 * kModel.tensor_values * 4);
  INFO(file.read_bytes() << " bytes in " << file.reads() << " reads of " << file.size_bytes());
  CHECK(file.read_bytes() * 100 < file.size_bytes());
  // Each read of a Blob costs most of a millisecond in Chromium: three a layer leave a fifth of a second.
  CHECK(file.reads() <= 300);
  CHECK(file.read_again_bytes() == 0);
}

}  // namespace

TEST_CASE("a v3 file of a gigabyte is judged from less than a hundredth of it") {
  const Scratch scratch("sparse.weights.h5");
  fixtures::write_v3_weights(scratch.path, kModel);
  check_listing(scratch.path, "sparse.weights.h5", "keras-v3-weights");
}

TEST_CASE("a legacy file of a gigabyte is judged from less than a hundredth of it") {
  const Scratch scratch("sparse.h5");
  fixtures::write_legacy_weights(scratch.path, kModel);
  check_listing(scratch.path, "sparse.h5", "keras-legacy-weights");
}

TEST_CASE("nothing is read twice for a verdict, however much structure there is") {
  constexpr fixtures::SparseModel kMany{.layers = 10'000, .tensor_values = 64};
  const Scratch v3("many.weights.h5");
  fixtures::write_v3_weights(v3.path, kMany);
  const Scratch legacy("many.h5");
  fixtures::write_legacy_weights(legacy.path, kMany);
  for (const auto& [path, name] : {std::pair{v3.path, "many.weights.h5"}, std::pair{legacy.path, "many.h5"}}) {
    support::CountingFile file(path);
    const auto report = analyze(name, file);
    REQUIRE(report);
    CHECK(report->totals.layers_with_weights == 10'000);
    INFO(name << ": " << file.read_bytes() << " bytes of " << file.size_bytes());
    CHECK(file.read_again_bytes() == 0);
    CHECK(file.read_bytes() <= file.size_bytes());
  }
}

TEST_CASE("what is read twice is seen") {
  const Scratch scratch("pieces");
  std::ofstream(scratch.path) << std::string(100, 'x');
  support::CountingFile file(scratch.path);
  std::vector<std::byte> piece(20);
  for (const std::uint64_t offset : {0U, 40U, 60U, 20U}) REQUIRE(file.read_at(offset, piece));
  CHECK(file.read_again_bytes() == 0);
  for (const std::uint64_t offset : {10U, 75U}) REQUIRE(file.read_at(offset, piece));
  CHECK(file.read_again_bytes() == 25);
}
