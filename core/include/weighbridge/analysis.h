// The analysis of one file in two steps: structure (at once), then values (as far as the caller wants).
//
//   auto analysis = Analysis::open("m.weights.h5", source);
//   show((*analysis)->report());                       // the verdict, without values
//   while ((*analysis)->read_next().value_or(false)) {}  // or piece by piece, see below
//   (*analysis)->finish_scan();
//   show((*analysis)->report());                       // with statistics, and findings about values
#ifndef WEIGHBRIDGE_ANALYSIS_H_
#define WEIGHBRIDGE_ANALYSIS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "weighbridge/byte_source.h"
#include "weighbridge/file_set.h"
#include "weighbridge/inspection.h"
#include "weighbridge/my_keras.h"
#include "weighbridge/report.h"
#include "weighbridge/result.h"

namespace weighbridge {

struct AnalysisState;  // what it holds between its steps

struct AnalysisOptions {
  // What HDF5's library says (ask_hdf5() in weighbridge/inspector.h, or answers that are there already). Empty: the
  // report is made without it, and Report::inspection is none.
  Inspect inspect = {};
  // What the report speaks of first: the verdict's advice, the fixes, the loaders. None: the newest Keras counts.
  std::optional<MyKeras> my_keras = std::nullopt;
};

class Analysis {
 public:
  // A stretch of the user's file that holds values of tensors.
  struct Piece {
    std::uint64_t offset = 0;
    std::uint64_t size_bytes = 0;  // at most 8 MiB
    std::size_t file = 0;          // of a group: which of FileGroup::files
  };

  // Reads the structure; fails only if `source` does, or (limit) where an archive's weights are compressed and too
  // large to be unpacked in memory. `source` must outlive the analysis.
  [[nodiscard]] static Result<std::unique_ptr<Analysis>> open(std::string_view file_name, ByteSource& source,
                                                              AnalysisOptions options = {});
  // The same of several files that are one thing, or of a group of one. Every source of the group must outlive the
  // analysis.
  [[nodiscard]] static Result<std::unique_ptr<Analysis>> open_group(const FileGroup& group,
                                                                    std::span<const NamedSource> files,
                                                                    AnalysisOptions options = {});
  ~Analysis();
  Analysis(const Analysis&) = delete;
  Analysis& operator=(const Analysis&) = delete;

  [[nodiscard]] const Report& report() const;
  // Whether there is HDF5 in it that the library was not asked about yet.
  [[nodiscard]] bool wants_inspection() const;
  // What HDF5's library says, learnt only now: by file, in the order of FileGroup::files. True: the report has it.
  // False: it changes what there is to report; open anew with these answers.
  [[nodiscard]] bool take_inspections(std::span<const std::optional<Inspection>> answers);
  // Has the report made anew for another Keras; what is known of the values stays.
  void speak_of(std::optional<MyKeras> my_keras);

  // Reads the values where the sources can be read at once (a file, memory): one piece or step further, true until
  // nothing is left. Fails where a piece can't be read any more; nothing is read after that.
  [[nodiscard]] Result<bool> read_next();
  // For a progress bar. What is packed counts unpacked.
  [[nodiscard]] std::uint64_t bytes_to_read() const;
  [[nodiscard]] std::uint64_t bytes_read() const;

  // The same by hand, where bytes come when they come. What to read for the values, in file order: the caller reads, as
  // far ahead as it likes, and feeds each piece once and in order.
  [[nodiscard]] std::size_t piece_count() const;
  [[nodiscard]] Piece piece(std::size_t index) const;
  void feed(std::size_t index, std::span<const std::byte> bytes);

  // Values that are packed (in chunks, in filters, in a compressed archive) are no stretches of the file: after the
  // pieces the analysis reads them itself, from `source`, in steps of some milliseconds each, once and in order.
  // `step_bytes`: unpacked, for a progress bar.
  [[nodiscard]] std::size_t step_count() const;
  [[nodiscard]] std::uint64_t step_bytes(std::size_t index) const;
  void run_step(std::size_t index);

  // Ends the scan: with values known when every piece was fed and every step run, otherwise as cancelled. The report is
  // made anew.
  void finish_scan();

 private:
  explicit Analysis(std::unique_ptr<AnalysisState> state);
  std::unique_ptr<AnalysisState> state_;
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_ANALYSIS_H_
