// What became of a scan, and which values are read in steps.
#include "scan/scan_result.h"

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace weighbridge;

namespace {

Tensor tensor(std::uint64_t parameters, StorageKind kind) {
  Tensor out;
  out.path = "dense/kernel";
  out.dtype = "float32";
  out.shape = std::vector<std::uint64_t>{parameters};
  out.parameters = parameters;
  out.bytes = 4 * parameters;
  out.storage.kind = kind;
  out.storage.offset = 0;
  out.storage.size_bytes = out.bytes;
  out.storage.object_address = 96;
  return out;
}

Result<ValueSource> no_source(std::uint32_t) { return fail(ErrorCode::io, "it is gone"); }

}  // namespace

TEST_CASE("nothing to read is a scan that was skipped") {
  const stats::ScanPlan plan({});
  const Scan scan = sum_up(plan, PackedScan({}, false, no_source), {});
  CHECK(scan.state == ScanState::skipped);
  CHECK(scan.reason.empty());
}

TEST_CASE("a piece that was not fed leaves the scan cancelled") {
  Tensor contiguous = tensor(10, StorageKind::contiguous);
  const std::vector<Tensor*> tensors = {&contiguous};
  stats::ScanPlan plan(tensors);
  REQUIRE(plan.pieces().size() == 1);
  CHECK(sum_up(plan, PackedScan(tensors, false, no_source), tensors).state == ScanState::cancelled);
  plan.feed(0, std::vector<std::byte>(40));
  const Scan scan = sum_up(plan, PackedScan(tensors, false, no_source), tensors);
  CHECK(scan.state == ScanState::done);
  CHECK(scan.tensors == 1);
}

TEST_CASE(
    "contiguous values are the host's to feed; chunked ones, and all inside what was inflated, are read in steps") {
  Tensor contiguous = tensor(10, StorageKind::contiguous);
  Tensor chunked = tensor(20, StorageKind::chunked);
  const std::vector<Tensor*> tensors = {&contiguous, &chunked};
  const PackedScan outside(tensors, false, no_source);
  REQUIRE(outside.step_count() == 1);
  CHECK(outside.step_bytes(0) == 80);
  CHECK(outside.step_bytes(1) == 0);
  const PackedScan inside(tensors, true, no_source);
  REQUIRE(inside.step_count() == 1);
  CHECK(inside.step_bytes(0) == 120);
}

TEST_CASE("values whose source is gone leave the scan partial, with the reason") {
  Tensor chunked = tensor(20, StorageKind::chunked);
  const std::vector<Tensor*> tensors = {&chunked};
  const stats::ScanPlan plan(tensors);
  PackedScan packed(tensors, false, no_source);
  for (std::size_t i = 0; i < packed.step_count(); ++i) packed.run_step(i);
  CHECK(packed.is_complete());
  const Scan scan = sum_up(plan, packed, tensors);
  CHECK(scan.state == ScanState::partial);
  CHECK(scan.tensors == 0);
  CHECK(scan.reason.starts_with("The values of the one tensor could not be read. dense/kernel, because "));
  CHECK_FALSE(chunked.stats_problem.empty());
}
