#include "stats/scan_plan.h"

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <vector>

namespace weighbridge::stats {
namespace {

Tensor float_tensor(std::uint64_t offset, std::uint64_t elements) {
  Tensor tensor;
  tensor.dtype = "float32";
  tensor.shape = {elements};
  tensor.parameters = elements;
  tensor.bytes = elements * 4;
  tensor.storage.kind = StorageKind::contiguous;
  tensor.storage.offset = offset;
  return tensor;
}

// A "file" whose float at byte 4k is k.
std::vector<std::byte> counting_file(std::size_t floats) {
  std::vector<std::byte> bytes(floats * 4);
  for (std::size_t k = 0; k < floats; ++k) {
    const float value = static_cast<float>(k);
    std::memcpy(bytes.data() + k * 4, &value, 4);
  }
  return bytes;
}

void feed_all(ScanPlan& plan, std::span<const std::byte> file, std::size_t pieces) {
  for (std::size_t i = 0; i < pieces; ++i) {
    const auto& piece = plan.pieces()[i];
    plan.feed(i, file.subspan(piece.offset, piece.size_bytes));
  }
}

TEST_CASE("tensors are read in file order, in large pieces, without the gaps between them") {
  const auto file = counting_file(6'000'000);
  std::vector<Tensor> tensors{float_tensor(20'000'000, 100), float_tensor(400, 10), float_tensor(800, 3'000'000)};
  ScanPlan plan({&tensors[0], &tensors[1], &tensors[2]});
  // 400 to 12,000,800 in two pieces (the 360-byte gap is read over), then the far one.
  REQUIRE(plan.pieces().size() == 3);
  CHECK(plan.pieces()[0].offset == 400);
  CHECK(plan.pieces()[0].size_bytes == ScanPlan::kPieceBytes);
  CHECK(plan.pieces()[1].offset + plan.pieces()[1].size_bytes == 12'000'800);
  CHECK(plan.pieces()[2].offset == 20'000'000);
  CHECK(plan.pieces()[2].size_bytes == 400);
  feed_all(plan, file, 3);
  const Scan scan = plan.finish();
  CHECK(scan.state == ScanState::done);
  CHECK(scan.tensors == 3);
  CHECK(scan.bytes == plan.total_bytes());
  CHECK(tensors[1].stats->finite->min == 100);  // float 100 stands at byte 400
  CHECK(tensors[1].stats->finite->max == 109);
  CHECK(tensors[2].stats->count == 3'000'000);
  CHECK(tensors[2].stats->finite->max == 200 + 3'000'000 - 1);
  CHECK(tensors[0].stats->finite->min == 5'000'000);
}

TEST_CASE("a cancelled scan keeps the finished tensors and says so") {
  const auto file = counting_file(3'000'000);
  std::vector<Tensor> tensors{float_tensor(0, 10), float_tensor(40, 2'900'000)};
  ScanPlan plan({&tensors[0], &tensors[1]});
  REQUIRE(plan.pieces().size() == 2);
  feed_all(plan, file, 1);
  const Scan scan = plan.finish();
  CHECK(scan.state == ScanState::cancelled);
  CHECK(scan.tensors == 1);
  CHECK(tensors[0].stats);
  CHECK_FALSE(tensors[1].stats);
}

TEST_CASE("what has no values, or none that can be trusted, is not planned") {
  Tensor cut = float_tensor(0, 10);
  cut.state = TensorState::cut;
  Tensor text = float_tensor(0, 10);
  text.dtype = "string";
  Tensor chunked = float_tensor(0, 10);
  chunked.storage.kind = StorageKind::chunked;
  Tensor nothing = float_tensor(0, 0);
  ScanPlan plan({&cut, &text, &chunked, &nothing});
  CHECK(plan.pieces().empty());
  CHECK(plan.finish().state == ScanState::done);
}

TEST_CASE("a stretch is read as a whole where that takes little more") {
  const auto file = counting_file(2'000'000);
  std::vector<Tensor> tensors{float_tensor(400, 100), float_tensor(4'000'000, 100)};
  ScanPlan plan({&tensors[0], &tensors[1]});
  REQUIRE(plan.pieces().size() == 2);
  CHECK_FALSE(plan.cover(0, 8'000'000, 8'000'000 - 801));
  CHECK(plan.pieces().size() == 2);
  REQUIRE(plan.cover(0, 8'000'000, 8'000'000 - 800));
  REQUIRE(plan.pieces().size() == 1);
  CHECK(plan.pieces()[0].offset == 0);
  CHECK(plan.pieces()[0].size_bytes == 8'000'000);
  feed_all(plan, file, 1);
  CHECK(plan.finish().tensors == 2);
  CHECK(tensors[1].stats->finite->min == 1'000'000);
}

TEST_CASE("blocks of zeros in a tensor are found on the way") {
  auto file = counting_file(100'000);
  std::memset(file.data() + 8'192, 0, 4'096);
  Tensor tensor = float_tensor(400, 90'000);
  tensor.shape = {900, 100};
  ScanPlan plan({&tensor});
  feed_all(plan, file, 1);
  REQUIRE(plan.zeroed().size() == 1);
  CHECK(plan.zeroed()[0].tensor == &tensor);
  CHECK(plan.zeroed()[0].begin == 8'192);
  CHECK(plan.zeroed()[0].end == 12'288);
}

TEST_CASE("two names for the same bytes both get their statistics") {
  const auto file = counting_file(100);
  std::vector<Tensor> tensors{float_tensor(0, 50), float_tensor(0, 50)};
  ScanPlan plan({&tensors[0], &tensors[1]});
  feed_all(plan, file, 1);
  CHECK(plan.finish().tensors == 2);
  CHECK(tensors[0].stats->finite->mean == tensors[1].stats->finite->mean);
}

TEST_CASE("bytes that all too many tensors claim are not read for each of them") {
  const auto file = counting_file(1'000);
  std::vector<Tensor> tensors(ScanPlan::kMostTimesRead + 3, float_tensor(0, 1'000));
  std::vector<Tensor*> pointers;
  for (Tensor& tensor : tensors) pointers.push_back(&tensor);
  ScanPlan plan(pointers);
  CHECK(plan.total_bytes() == 4'000);
  feed_all(plan, file, plan.pieces().size());
  CHECK(plan.finish().tensors == ScanPlan::kMostTimesRead);
  CHECK(tensors[ScanPlan::kMostTimesRead - 1].stats);
  CHECK_FALSE(tensors[ScanPlan::kMostTimesRead].stats);
  CHECK(tensors.back().stats_problem == "it shares its bytes with too many others");
}

}  // namespace
}  // namespace weighbridge::stats
