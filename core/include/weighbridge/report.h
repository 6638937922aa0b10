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
#include "weighbridge/layer.h"
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

// A class of the user's own in the architecture, and what its __init__ is given: the keys of its config. No part of the
// JSON; error messages are set against it.
struct OwnClass {
  std::string name;
  std::vector<std::string> arguments;
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
  LayerList layers;
  std::vector<OwnClass> own_classes;
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
