#include "scan/scan_result.h"

#include <cstdint>
#include <string>

#include "base/text.h"
#include "stats/element_type.h"

namespace weighbridge {
namespace {

constexpr std::size_t kPathBytes = 120;

// It has values somewhere, but they were not read.
bool is_unread(const Tensor& tensor) {
  const bool has_values =
      tensor.state == TensorState::unreadable || stats::element_type(tensor.dtype, tensor.big_endian).has_value();
  return has_values && !tensor.stats && tensor.state != TensorState::never_written &&
         !(tensor.state == TensorState::intact && tensor.bytes == 0);
}

std::string why_unread(const Tensor& tensor) {
  switch (tensor.state) {
    case TensorState::cut:
      return "the end of it is cut off";
    case TensorState::lost:
      return "it lies behind the end of the file";
    case TensorState::unreadable:
      return "its place in the file can't be read";
    case TensorState::intact:
    case TensorState::never_written:
      break;
  }
  return tensor.stats_problem.empty() ? "it was passed over" : tensor.stats_problem;
}

std::string reason(std::uint64_t unread, std::uint64_t all, const Tensor& first) {
  const std::string which = unread == all ? (all == 1 ? "the one tensor" : "all " + text::count_of(all, "tensor"))
                                          : text::group_digits(unread) + " of " + text::count_of(all, "tensor");
  const std::string path = text::shorten(text::to_valid_utf8(first.path), kPathBytes);
  return "The values of " + which + " could not be read. " + (unread == 1 ? "" : "The first: ") + path + ", because " +
         why_unread(first) + ".";
}

}  // namespace

Scan sum_up(const stats::ScanPlan& plan, const PackedScan& packed, const std::vector<Tensor*>& tensors) {
  Scan scan = plan.finish();
  scan.bytes += packed.read_bytes();
  scan.tensors += packed.done_tensors();
  if (!plan.is_complete() || !packed.is_complete()) {
    scan.state = ScanState::cancelled;
    return scan;
  }
  const Tensor* first = nullptr;
  std::uint64_t unread = 0;
  for (const Tensor* tensor : tensors) {
    if (!is_unread(*tensor)) continue;
    ++unread;
    if (first == nullptr) first = tensor;
  }
  if (first != nullptr) {
    scan.state = ScanState::partial;
    scan.reason = reason(unread, unread + scan.tensors, *first);
  } else if (scan.tensors == 0) {
    scan.state = ScanState::skipped;
  }
  return scan;
}

}  // namespace weighbridge
