// What Weighbridge says about a file: the data behind the JSON contract `weighbridge/report@2`
// (docs/report.schema.json). Plain values that own their text; nothing here points into the file or into HDF5.
#ifndef WEIGHBRIDGE_REPORT_H_
#define WEIGHBRIDGE_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "weighbridge/finding.h"
#include "weighbridge/inspection.h"
#include "weighbridge/my_keras.h"

namespace weighbridge {

// A range of released versions of one package, both ends included; an absent end is open.
// `tf.keras` is counted by TensorFlow's version, `keras` and `tf_keras` by their own.
struct VersionRange {
  std::string package;  // keras | tf.keras | tf_keras | any | unknown
  std::optional<std::string> from;
  std::optional<std::string> to;
};

struct Writer {
  VersionRange version{"unknown", std::nullopt, std::nullopt};
  std::optional<std::string> backend;  // tensorflow theano cntk jax torch numpy
  std::vector<std::string> evidence;   // one short phrase each: why we think so
};

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

enum class LayerState { filled, empty, weightless, container, undetermined, missing, unreadable };

struct Layer {
  // Group in the HDF5 file, without a leading slash ("layers/dense", "model_weights/dense").
  std::string path;
  // As the user knows it ("dense_1"); from the name attribute, config or layer_names, else from the path.
  std::string name;
  std::string class_name;        // "Dense"; empty when not known
  std::string class_known_from;  // config | path | name | "" (not known)
  LayerState state = LayerState::undetermined;
  // Of the whole layer, its cells and wrapped layers included, in file or weight_names order.
  std::vector<Tensor> tensors;
};

struct Optimizer {
  std::string path;
  std::string name;                         // "adam" or empty
  std::optional<std::uint64_t> iterations;  // the step counter, when it could be read
  std::vector<Tensor> tensors;
};

enum class VerdictState { filled, partly_empty, empty, damaged, not_weights };

struct Verdict {
  VerdictState state = VerdictState::not_weights;
  std::string headline;  // one sentence: is it loaded?
  std::string why;       // one or two sentences: the cause
  std::string next;      // one sentence: what to do
  // The id of the finding that made it: the first one of that id in the report. None where it rests on no finding.
  std::optional<std::string> because;
};

struct Totals {
  std::uint64_t layers = 0;  // containers not counted
  std::uint64_t layers_with_weights = 0;
  std::uint64_t layers_lacking_weights = 0;  // known to need weights, but empty, missing or unreadable
  std::uint64_t tensors = 0;                 // of layers, the optimizer not counted
  std::uint64_t parameters = 0;
  std::uint64_t bytes = 0;
};

struct Fix {
  std::string title;
  VersionRange applies_to;
  bool fits_writer = false;    // it is for the package and a version that may have written the file
  bool fits_my_keras = false;  // it is for Report::my_keras
  std::string code;            // Python or shell, ready to paste
};

// A finding with its words: what the JSON shows.
struct WordedFinding {
  Finding finding;
  std::string title;
  std::string why;
  std::string next;        // what to do about it
  std::vector<Fix> fixes;  // those for Report::my_keras first, then those for the file's writer
};

// unopened: damage keeps the structure from being read. values_unread: the values were not read to the end.
enum class NotRunCause { unopened, values_unread };

struct NotRun {
  std::string id;
  NotRunCause because;
  std::string reason;  // the same for people
};

// silent: the call returns, but variables keep their initial values. depends: on what the file cannot tell, which
// `remedy` names.
enum class LoaderOutcome { loads, raises, silent, depends };

// What the loaders of a range of versions do with the file under its present name, into the architecture that wrote it.
struct LoaderPrediction {
  VersionRange loader;  // keras, tf.keras or tf_keras; never open below
  std::string call;     // "model.load_weights(path)" or "load_model(path)"
  LoaderOutcome outcome = LoaderOutcome::loads;
  // raises: what Python prints, exception class first, as exactly as the file can tell.
  std::optional<std::string> error;
  std::optional<std::string> because;  // the id of the finding that explains it
  std::optional<std::string> remedy;   // one sentence: what makes it load, or what to mind when it does
  bool is_mine = false;                // Report::my_keras is among these versions
};

// skipped: not begun, or nothing to read. partial: it went to the end, but the values of some tensors could not be
// read.
enum class ScanState { skipped, done, cancelled, partial };

struct Scan {
  ScanState state = ScanState::skipped;
  std::uint64_t bytes = 0;    // read from the file or, of what was packed, unpacked
  std::uint64_t tensors = 0;  // that have statistics now
  std::string reason;         // partial: which tensors could not be read and why, one sentence
};

struct ReportFile {
  std::string name;
  std::uint64_t size_bytes = 0;
};

struct Report {
  // Of several files judged as one: the index of the shards, the folder, the checkpoint's index.
  std::string file_name;
  std::uint64_t size_bytes = 0;       // of all of them
  std::vector<ReportFile> files;      // only where several files were judged as one; the first is the leading one
  std::string container;              // one of the schema's ids: hdf5 keras-zip zip empty zeros ...
  std::optional<std::string> layout;  // keras-v3-weights ... or none
  Writer writer;
  std::optional<Inspection> inspection;  // what HDF5's library says; none: no HDF5 in it, or nobody asked
  Verdict verdict;
  Totals totals;
  std::vector<Layer> layers;
  std::optional<Optimizer> optimizer;
  std::optional<MyKeras> my_keras;      // what it was made for; none: for whoever has the newest
  std::vector<WordedFinding> findings;  // by severity, then the order of rank in the catalogue, then path
  std::vector<NotRun> not_run;
  // Those of `my_keras`, if there is one; then load_weights, then load_model; by package and version.
  std::vector<LoaderPrediction> loaders;
  Scan scan;
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_REPORT_H_
