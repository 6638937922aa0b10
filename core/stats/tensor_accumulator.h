// The statistics of one tensor, fed with its bytes in file order in pieces of any size.
#ifndef WEIGHBRIDGE_STATS_TENSOR_ACCUMULATOR_H_
#define WEIGHBRIDGE_STATS_TENSOR_ACCUMULATOR_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/element_type.h"
#include "stats/histogram.h"
#include "stats/moments.h"
#include "weighbridge/report.h"

namespace weighbridge::stats {

// Works in blocks of a fixed number of elements counted from the tensor's start, so that the result is the same bit for
// bit however the bytes were cut.
class TensorAccumulator {
 public:
  static constexpr std::size_t kBlockElements = 2048;

  explicit TensorAccumulator(ElementType type);
  void feed(std::span<const std::byte> bytes);
  // Ends the stream; a trailing partial element is ignored.
  [[nodiscard]] TensorStats finish();

 private:
  // Real: float for types that fit into it, else double. Sums are of doubles in both.
  template <typename Real>
  struct Look;
  template <typename Real>
  [[nodiscard]] static Look<Real> look_at(std::span<const Real> values);
  void take_block(std::span<const std::byte> bytes);
  template <typename Real>
  void take_values(std::span<Real> values);
  template <typename Real>
  [[nodiscard]] std::span<const Real> take_specials(std::span<Real> values);
  template <typename Real>
  void take_finite(std::span<const Real> values, const Look<Real>& look);

  ElementType type_;
  std::vector<std::byte> pending_;  // room for one block, of which pending_size_ bytes are filled
  std::size_t pending_size_ = 0;
  std::vector<float> floats_;  // room for one block, in one of the two
  std::vector<double> doubles_;
  std::uint64_t count_ = 0;
  std::uint64_t nan_ = 0;
  std::uint64_t positive_infinity_ = 0;
  std::uint64_t negative_infinity_ = 0;
  std::uint64_t zeros_ = 0;
  double min_ = 0;  // of the finite values; meaningful once moments_.count > 0
  double max_ = 0;
  Moments moments_;
  StreamingHistogram histogram_;
};

}  // namespace weighbridge::stats

#endif  // WEIGHBRIDGE_STATS_TENSOR_ACCUMULATOR_H_
