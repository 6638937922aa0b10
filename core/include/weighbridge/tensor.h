// One array of a weight file: what it is, where its values lie, and what they are like.
#ifndef WEIGHBRIDGE_TENSOR_H_
#define WEIGHBRIDGE_TENSOR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weighbridge {

enum class StorageKind { none, contiguous, chunked, compact, external, virtual_ };  // none: space was never allocated

struct Storage {
  StorageKind kind = StorageKind::none;
  std::optional<std::uint64_t> offset;  // contiguous: absolute in the user's file (zip members included)
  std::uint64_t size_bytes = 0;         // allocated in the file, after filters
  std::vector<std::string> filters;     // "gzip", "shuffle", ... or "filter 32001"
  std::uint64_t lost_bytes = 0;         // chunked: how many of size_bytes lie behind the end of a cut file
  // Of the dataset in its HDF5 file; how values that don't lie contiguously are found again.
  std::optional<std::uint64_t> object_address;
  std::uint32_t file = 0;  // which of the report's files, where several were judged as one
};

// 64 bins at most, of equal width: counts[i] values lie in [from + i * bin_width, from + (i + 1) * bin_width).
struct Histogram {
  double from = 0;
  double bin_width = 0;
  std::vector<std::uint64_t> counts;
};

struct FiniteStats {
  double min = 0;
  double max = 0;
  double mean = 0;
  double standard_deviation = 0;  // of the population
};

// Of one tensor's values. NaN and infinities are counted apart and do not enter the rest.
struct TensorStats {
  std::uint64_t count = 0;
  std::uint64_t nan = 0;
  std::uint64_t positive_infinity = 0;
  std::uint64_t negative_infinity = 0;
  std::uint64_t zeros = 0;
  std::optional<FiniteStats> finite;   // none: no finite value
  std::optional<Histogram> histogram;  // none: fewer than two different finite values
};

// cut: begins before the end of a cut file; lost: behind it.
enum class TensorState { intact, cut, lost, never_written, unreadable };

struct Tensor {
  std::string path;  // in the HDF5 file, without a leading slash
  // Kernel bias gamma beta moving_mean moving_variance recurrent_kernel embeddings ... or "".
  std::string role;
  // float32 float16 bfloat16 float64 int8 ... uint64 bool string opaque compound other.
  std::string dtype;
  std::vector<std::uint64_t> shape;  // empty: a scalar
  // false: it could not be read; then the shape, the parameters and the bytes say nothing.
  bool shape_known = true;
  std::uint64_t parameters = 0;  // product of the shape
  std::uint64_t bytes = 0;       // parameters times the size of one element
  bool big_endian = false;
  Storage storage;
  TensorState state = TensorState::intact;
  std::optional<TensorStats> stats;  // none until the values were read
  std::string stats_problem;         // an intact tensor: why its values can't be read, one short phrase
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_TENSOR_H_
