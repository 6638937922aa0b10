// The sums of a report.
#ifndef WEIGHBRIDGE_REPORT_TOTALS_H_
#define WEIGHBRIDGE_REPORT_TOTALS_H_

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "base/address_hash.h"
#include "weighbridge/report.h"

namespace weighbridge::report {

// An array with two hard links stands in two layers and is there once.
class CountedArrays {
 public:
  // True the first time that this array is asked about.
  [[nodiscard]] bool is_new(const Tensor& tensor);

 private:
  std::vector<std::unordered_set<std::uint64_t, AddressHash>> counted_;  // by file: addresses
};

// Containers are no layers of their own, but tensors that a container holds itself (the model's own variables) count.
[[nodiscard]] Totals count_totals(const std::vector<Layer>& layers);

// Known to need weights, and has none: empty, missing or unreadable.
[[nodiscard]] bool lacks_weights(const Layer& layer);

// Shapes come from the file: a sum of absurd ones stays at the top instead of wrapping around.
[[nodiscard]] std::uint64_t saturating_add(std::uint64_t a, std::uint64_t b);
[[nodiscard]] std::uint64_t parameters_of(const Layer& layer);

}  // namespace weighbridge::report

#endif  // WEIGHBRIDGE_REPORT_TOTALS_H_
