// Do these values look like what a Keras initializer draws? Judged by range and spread alone, from streamed statistics.
#ifndef WEIGHBRIDGE_RULES_PROOF_INITIALIZERS_H_
#define WEIGHBRIDGE_RULES_PROOF_INITIALIZERS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "weighbridge/report.h"

namespace weighbridge::rules {

struct Fans {
  double in;
  double out;
};

// keras/src/initializers/random_initializers.py:compute_fans: rank 1 (n, n), rank 2 (rows, columns), from rank 3 on the
// product of the leading dimensions times each of the last two. All readings that some Keras version uses for such a
// shape: Theano's kernel order (out, in, h, w) of Keras 1, and the head axes that Keras 3.15 counts in attention
// layers.
[[nodiscard]] std::vector<Fans> possible_fans(std::span<const std::uint64_t> shape);

struct InitializerMatch {
  std::string_view name;  // "glorot_uniform"
  double bound;           // no drawn value is larger in magnitude
};

// The initializer whose range and spread these statistics fit, within what chance allows for so many values (five
// standard errors). None for fewer than 16 values, for constants, and for whatever fits nothing.
[[nodiscard]] std::optional<InitializerMatch> match_initializer(const Tensor& tensor);

// Orthogonal initializer, gain 1, or 1.1 in Keras 1 (keras OrthogonalInitializer): the flattened matrix has orthonormal
// rows or columns, so the sum of its squares is the smaller of the two dimensions. Necessary, not sufficient.
[[nodiscard]] bool fits_orthogonal(const Tensor& tensor);

// Every value is exactly `value`.
[[nodiscard]] bool is_constant(const Tensor& tensor, double value);
// keras LSTM unit_forget_bias: a quarter ones, the rest zeros.
[[nodiscard]] bool is_forget_bias(const Tensor& tensor);

}  // namespace weighbridge::rules

#endif  // WEIGHBRIDGE_RULES_PROOF_INITIALIZERS_H_
