#include "rules/proof/initializers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace weighbridge::rules {
namespace {

constexpr double kStandardErrors = 5;
constexpr std::uint64_t kFewestValues = 16;
// keras/src/backend: truncated normals are cut at two standard deviations of the parent, whose width is divided by this
// to keep the variance.
constexpr double kTruncation = 0.87962566103423978;

double largest_magnitude(const FiniteStats& stats) { return std::max(std::fabs(stats.min), std::fabs(stats.max)); }

bool all_finite(const TensorStats& stats) {
  return stats.finite && stats.nan + stats.positive_infinity + stats.negative_infinity == 0;
}

bool mean_fits_zero(const FiniteStats& stats, double sigma, double n) {
  return std::fabs(stats.mean) <= kStandardErrors * sigma / std::sqrt(n);
}

// The spread of n draws is off by a fraction of about sqrt((kurtosis - 1) / 4n).
bool spread_fits(const FiniteStats& stats, double sigma, double kurtosis, double n) {
  return std::fabs(stats.standard_deviation / sigma - 1) <= kStandardErrors * std::sqrt((kurtosis - 1) / (4 * n));
}

// The largest of n uniform draws lies above q * bound but for a chance of q^n; asked for with a chance of one in ten
// thousand to be wrong.
bool fits_uniform(const FiniteStats& stats, double bound, double n) {
  const double largest = largest_magnitude(stats);
  const double sigma = bound / std::sqrt(3.0);
  return largest <= bound * (1 + 1e-5) && largest >= bound * std::exp(std::log(1e-4) / n) &&
         mean_fits_zero(stats, sigma, n) && spread_fits(stats, sigma, 1.8, n);
}

// The same for a normal that is cut at two deviations of its parent: a glorot_uniform kernel has the spread of a
// glorot_normal one, but never its largest values.
bool largest_fits_truncated_normal(double largest, double parent_sigma, double n) {
  const double below = std::erf(largest / (parent_sigma * std::sqrt(2.0))) / std::erf(std::sqrt(2.0));
  return below > 0 && n * std::log(below) >= std::log(1e-4);
}

bool fits_truncated_normal(const FiniteStats& stats, double sigma, double n) {
  const double parent_sigma = sigma / kTruncation;
  const double largest = largest_magnitude(stats);
  return largest <= 2 * parent_sigma * (1 + 1e-5) && largest_fits_truncated_normal(largest, parent_sigma, n) &&
         mean_fits_zero(stats, sigma, n) && spread_fits(stats, sigma, 2.37, n);
}

struct Candidate {
  std::string_view name;
  double scale;
  enum class Fan { in, average, none } fan;
  bool uniform;
};
// keras/src/initializers/random_initializers.py (VarianceScaling and its named forms); Embedding's default is
// RandomUniform(-0.05, 0.05).
constexpr std::array<Candidate, 9> kCandidates{{
    {"glorot_uniform", 1, Candidate::Fan::average, true},
    {"he_uniform", 2, Candidate::Fan::in, true},
    {"lecun_uniform", 1, Candidate::Fan::in, true},
    {"glorot_normal", 1, Candidate::Fan::average, false},
    {"he_normal", 2, Candidate::Fan::in, false},
    {"lecun_normal", 1, Candidate::Fan::in, false},
    {"random_uniform", 0.05, Candidate::Fan::none, true},
    {"truncated_normal", 0.05, Candidate::Fan::none, false},
    {"truncated_normal(0.02)", 0.02, Candidate::Fan::none, false},
}};

std::optional<InitializerMatch> match(const Candidate& candidate, const Fans& fans, const FiniteStats& stats,
                                      double n) {
  const double fan = candidate.fan == Candidate::Fan::in ? fans.in : (fans.in + fans.out) / 2;
  const bool scaled = candidate.fan != Candidate::Fan::none;
  if (candidate.uniform) {
    const double bound = scaled ? std::sqrt(3 * candidate.scale / fan) : candidate.scale;
    return fits_uniform(stats, bound, n) ? std::optional(InitializerMatch{candidate.name, bound}) : std::nullopt;
  }
  // Unscaled: stddev is that of the parent before it is cut.
  const double sigma = scaled ? std::sqrt(candidate.scale / fan) : candidate.scale * kTruncation;
  const double bound = 2 * sigma / kTruncation;
  return fits_truncated_normal(stats, sigma, n) ? std::optional(InitializerMatch{candidate.name, bound}) : std::nullopt;
}

}  // namespace

std::vector<Fans> possible_fans(std::span<const std::uint64_t> shape) {
  std::vector<double> d;
  for (const std::uint64_t size : shape) d.push_back(static_cast<double>(size));
  const std::size_t rank = d.size();
  if (rank == 0) return {{1, 1}};
  if (rank == 1) return {{d[0], d[0]}};
  if (rank == 2) return {{d[0], d[1]}};
  double receptive = 1;
  for (std::size_t i = 0; i + 2 < rank; ++i) receptive *= d[i];
  std::vector<Fans> fans{{d[rank - 2] * receptive, d[rank - 1] * receptive}};
  if (rank == 4) fans.push_back({d[1] * d[2] * d[3], d[0] * d[2] * d[3]});
  if (rank == 3) {
    fans.push_back({d[0], d[1] * d[2]});
    fans.push_back({d[0] * d[1], d[2]});
  }
  return fans;
}

std::optional<InitializerMatch> match_initializer(const Tensor& tensor) {
  if (!tensor.stats || !all_finite(*tensor.stats) || tensor.stats->count < kFewestValues) return std::nullopt;
  const FiniteStats& stats = *tensor.stats->finite;
  if (stats.min == stats.max) return std::nullopt;
  const double n = static_cast<double>(tensor.stats->count);
  for (const Candidate& candidate : kCandidates) {
    for (const Fans& fans : possible_fans(tensor.shape)) {
      if (auto found = match(candidate, fans, stats, n)) return found;
    }
  }
  return std::nullopt;
}

bool fits_orthogonal(const Tensor& tensor) {
  if (!tensor.stats || !all_finite(*tensor.stats) || tensor.shape.size() < 2) return false;
  const double columns = static_cast<double>(tensor.shape.back());
  const double n = static_cast<double>(tensor.stats->count);
  const FiniteStats& stats = *tensor.stats->finite;
  const double squares = n * (stats.standard_deviation * stats.standard_deviation + stats.mean * stats.mean);
  const double expected = std::min(columns, n / columns);
  // float32 decompositions are good to about 4e-7 an entry (measured on fresh layers).
  if (expected <= 0) return false;
  // 1.21: Keras 1 scaled by 1.1 (keras 1.2.2, initializations.py:orthogonal).
  return std::fabs(squares / expected - 1) < 1e-4 || std::fabs(squares / expected - 1.21) < 1.21e-4;
}

bool is_constant(const Tensor& tensor, double value) {
  return tensor.stats && all_finite(*tensor.stats) && tensor.stats->finite->min == value &&
         tensor.stats->finite->max == value;
}

bool is_forget_bias(const Tensor& tensor) {
  if (!tensor.stats || !all_finite(*tensor.stats)) return false;
  const TensorStats& stats = *tensor.stats;
  // Between 0 and 1, three quarters exactly 0, and a mean of 1/4 leaves only ones for the rest.
  return stats.finite->min == 0 && stats.finite->max == 1 && stats.zeros * 4 == stats.count * 3 &&
         stats.finite->mean == 0.25;
}

}  // namespace weighbridge::rules
